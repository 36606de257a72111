select
  (select soloql_list('product?{category?{name:text! parent?{name:text! parent?{name:text! parent?{name:text!}}}}}', t1."id", t2."id", t2."name", t3."id", t3."name", t4."id", t4."name", t5."id", t5."name")
  from (select t0."product_id" from "items" as t0
    where t0."product_id" = ?1
    order by t0."order_id", t0."line", t0."rowid" limit 2) as t0
  left join "products" as t1 on t1."id" = t0."product_id"
  left join "categories" as t2 on t2."id" = t1."category_id"
  left join "categories" as t3 on t3."id" = t2."parent_id"
  left join "categories" as t4 on t4."id" = t3."parent_id"
  left join "categories" as t5 on t5."id" = t4."parent_id") as "items";
-- ?1 int = 14
