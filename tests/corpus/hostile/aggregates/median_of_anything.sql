select soloql_object('aggregate:raw',
  (select soloql_object('median{i:float r:float} percentile{i:float} count_distinct{i:int! s:int!} sum{i:bigint big:bigint}', soloql_median(t0."i"), soloql_median(t0."r"), soloql_percentile(t0."i", ?1), count(distinct t0."i"), count(distinct t0."s"), soloql_sum(t0."i"), soloql_sum(t0."big"))
  from "types" as t0)) as "types_aggregate";
-- ?1 float = 100
