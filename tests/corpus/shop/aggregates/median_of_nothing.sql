select soloql_object('aggregate:raw',
  (select soloql_object('median{price:float} percentile{price:float} count_distinct{price:int!}', soloql_median(t0."price"), soloql_percentile(t0."price", ?1), count(distinct t0."price"))
  from "products" as t0
  where t0."id" < ?2)) as "products_aggregate";
-- ?1 float = 50
-- ?2 int = 0
