select soloql_object('aggregate:raw',
  (select soloql_object('median{price:float stock:float} p0{price:float} p90{price:float stock:float} p100{price:float} count_distinct{category_id:int! weight:int! discontinued:int!}', soloql_median(t0."price"), soloql_median(t0."stock"), soloql_percentile(t0."price", ?1), soloql_percentile(t0."price", ?2), soloql_percentile(t0."stock", ?3), soloql_percentile(t0."price", ?4), count(distinct t0."category_id"), count(distinct t0."weight"), count(distinct t0."discontinued"))
  from "products" as t0)) as "products_aggregate";
-- ?1 float = 0
-- ?2 float = 90
-- ?3 float = 90
-- ?4 float = 100
