select
  (select soloql_list('id:int! category?{name:text!}', t0."id", t2."id", t2."name")
  from (select t0."category_id", t0."id" from "products" as t0
    order by (select t1."name" from "categories" as t1
      where t1."id" = t0."category_id") desc, t0."id" limit 4 offset ?1) as t0
  left join "categories" as t2 on t2."id" = t0."category_id") as "products",
  (select soloql_list('id:int! category?{name:text!}', t3."id", t5."id", t5."name")
  from (select t3."category_id", t3."id" from "products" as t3
    order by (select t4."name" from "categories" as t4
      where t4."id" = t3."category_id") desc nulls first, t3."id" limit 3) as t3
  left join "categories" as t5 on t5."id" = t3."category_id") as "first";
-- ?1 int = 14
