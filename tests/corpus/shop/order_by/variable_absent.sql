select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "tags" as t0
    order by t0."id" limit 2) as t0) as "a",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "tags" as t1
    order by t1."id" limit 2) as t1) as "b";
