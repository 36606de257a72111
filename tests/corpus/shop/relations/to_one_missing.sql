select
  (select soloql_list('name:text! category?{name:text!}', t0."name", t1."id", t1."name")
  from (select t0."name", t0."category_id" from "products" as t0
    where t0."id" >= ?1
    order by t0."id") as t0
  left join "categories" as t1 on t1."id" = t0."category_id") as "products";
-- ?1 int = 16
