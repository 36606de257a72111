select
  (select soloql_list('id:int! name:text!', t0."id", t0."name")
  from (select t0."category_id", t0."id", t0."name" from "products" as t0
    where not (exists (select 1 from "categories" as t1
      where t1."id" = t0."category_id"))
    order by t0."id") as t0) as "products";
