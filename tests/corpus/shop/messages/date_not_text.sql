select 
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "customers" as t0
    where t0."born" > ?1
    order by t0."id") as t0) as "customers";
-- ?1 date = 2000
