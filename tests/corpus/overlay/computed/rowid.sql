select
  (select soloql_list('sku:text amount:float!', t0."sku", t0."amount")
  from (select t0."sku", t0."amount" from (select *, "rowid" as "rowid", (quantity * price) as "amount" from "lines") as t0
    order by t0."rowid") as t0) as "lines", soloql_object('aggregate:raw',
  (select soloql_object('sum{amount:float}', soloql_sum(t1."amount"))
  from (select *, "rowid" as "rowid", (quantity * price) as "amount" from "lines") as t1)) as "lines_aggregate";
