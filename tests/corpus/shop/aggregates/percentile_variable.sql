select soloql_object('aggregate:raw',
  (select soloql_object('percentile{quantity:float total:float}', soloql_percentile(t0."quantity", ?1), soloql_percentile(t0."total", ?2))
  from "items" as t0)) as "items_aggregate";
-- ?1 float = 75 (slot 0)
-- ?2 float = 75 (slot 0)
