select soloql_object('aggregate:raw nodes:raw',
  (select soloql_object('count:int! sum{price:numeric} min{price:numeric}', count(*), soloql_sum(t0."price"), min(t0."price"))
  from (select t0."price" from "products" as t0
    order by t0."price" desc, t0."id" limit 3) as t0),
  (select soloql_list('price:numeric!', t1."price")
  from (select t1."price" from "products" as t1
    order by t1."price" desc, t1."id" limit 3) as t1)) as "products_aggregate", soloql_object('aggregate:raw',
  (select soloql_object('count:int! max{price:numeric}', count(*), max(t2."price"))
  from (select t2."price" from "products" as t2
    order by t2."price" desc, t2."id" limit -1 offset ?1) as t2)) as "rest";
-- ?1 int = 15
