select
  (select soloql_list('name:text! category?{name:text!}', t0."name", t2."id", t2."name")
  from (select t0."category_id", t0."name" from "products" as t0
    order by (select t1."name" from "categories" as t1
      where t1."id" = t0."category_id") nulls last, t0."price" desc, t0."id" limit 3) as t0
  left join "categories" as t2 on t2."id" = t0."category_id") as "products";
