select soloql_object('aggregate:raw',
  (select soloql_object('count:int! sum{balance:float} min{balance:float} stddev_pop{balance:float}', count(*), soloql_sum(t0."balance"), min(t0."balance"), soloql_stddev_pop(t0."balance"))
  from "members" as t0)) as "members_aggregate";
