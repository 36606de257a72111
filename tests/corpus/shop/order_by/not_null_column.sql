select
  (select soloql_list('price:numeric!', t0."price")
  from (select t0."price" from "products" as t0
    order by t0."price" desc, t0."id" limit 3) as t0) as "products",
  (select soloql_list('price:numeric!', t1."price")
  from (select t1."price" from "products" as t1
    order by t1."price", t1."id" limit 3) as t1) as "a";
