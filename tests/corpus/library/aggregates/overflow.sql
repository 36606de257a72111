select soloql_object('aggregate:raw',
  (select soloql_object('sum{barcode:bigint}', soloql_sum(t0."barcode"))
  from "copies" as t0)) as "copies_aggregate";
