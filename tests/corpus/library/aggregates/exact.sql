select soloql_object('aggregate:raw',
  (select soloql_object('sum{barcode:bigint} max{barcode:bigint} min{barcode:bigint} avg{barcode:float}', soloql_sum(t0."barcode"), max(t0."barcode"), min(t0."barcode"), soloql_avg(t0."barcode"))
  from "copies" as t0
  where t0."barcode" > ?1)) as "copies_aggregate";
-- ?1 bigint = 9780000000008
