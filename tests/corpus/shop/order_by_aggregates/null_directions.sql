select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "customers" as t0
    order by t0."id" limit 2) as t0) as "customers";
