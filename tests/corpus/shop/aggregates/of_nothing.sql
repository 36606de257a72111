select soloql_object('aggregate:raw nodes:raw',
  (select soloql_object('count:int! sum{stock:bigint} avg{price:float} min{name:text} max{weight:float} stddev{price:float}', count(*), soloql_sum(t0."stock"), soloql_avg(t0."price"), min(t0."name"), max(t0."weight"), soloql_stddev_samp(t0."price"))
  from "products" as t0
  where t0."id" < ?1),
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "products" as t1
    where t1."id" < ?2
    order by t1."id") as t1)) as "products_aggregate";
-- ?1 int = 0
-- ?2 int = 0
