select soloql_object('aggregate:raw',
  (select soloql_object('')
  from "tags" as t0)) as "tags_aggregate";
