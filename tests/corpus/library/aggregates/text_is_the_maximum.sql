select soloql_object('aggregate:raw',
  (select soloql_object('max{balance:float}', max(t0."balance"))
  from "members" as t0)) as "members_aggregate";
