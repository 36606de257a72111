select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "products" as t0
    order by t0."units_sold" desc, t0."id" limit 3) as t0) as "products";
