select soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "customers" as t0)) as "customers_aggregate";
