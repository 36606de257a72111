select
  (select soloql_list('country:text! born:date', t0."country", t0."born")
  from (select t0."country", t0."born" from "customers" as t0
    where t0."country" = ?1
    order by t0."id") as t0) as "customers", soloql_object('aggregate:raw',
  (select soloql_object('avg{credit_limit:float}', soloql_avg(t1."credit_limit"))
  from "customers" as t1)) as "customers_aggregate";
-- ?1 text = "SE"
