select
  (select soloql_list('category?{__typename=categories} reviews:raw', t1."id",
    (select soloql_list('__typename=reviews')
    from (select 1 from "reviews" as t2
      where t2."product_id" = t0."id"
      order by t2."id" limit 1) as t2))
  from (select t0."category_id", t0."id" from "products" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0
  left join "categories" as t1 on t1."id" = t0."category_id") as "products";
-- ?1 int[] = [1,17]
