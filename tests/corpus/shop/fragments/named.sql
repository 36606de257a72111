select
  (select soloql_list('id:int! name:text! price:numeric! category?{name:text!}', t0."id", t0."name", t0."price", t1."id", t1."name")
  from (select t0."id", t0."name", t0."price", t0."category_id" from "products" as t0
    order by t0."id" limit 2) as t0
  left join "categories" as t1 on t1."id" = t0."category_id") as "products";
