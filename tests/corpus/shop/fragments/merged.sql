select
  (select soloql_object('id:int! category?{id:int! name:text! parent?{name:text!}} name:text! reviews:raw', t0."id", t1."id", t1."id", t1."name", t2."id", t2."name", t0."name",
    (select soloql_list('title:text stars:int!', t3."title", t3."stars")
    from (select t3."title", t3."stars" from "reviews" as t3
      where t3."product_id" = t0."id"
      order by t3."id" limit 1) as t3))
  from "products" as t0
  left join "categories" as t1 on t1."id" = t0."category_id"
  left join "categories" as t2 on t2."id" = t1."parent_id"
  where t0."id" = ?1) as "products_by_pk";
-- ?1 int = 1
