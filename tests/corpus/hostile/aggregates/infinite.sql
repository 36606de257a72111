select soloql_object('aggregate:raw',
  (select soloql_object('max{r:float} min{d:float} sum{r:float}', max(t0."r"), min(t0."d"), soloql_sum(t0."r"))
  from "types" as t0)) as "types_aggregate";
