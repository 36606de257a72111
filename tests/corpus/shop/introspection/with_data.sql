select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "tags" as t0
    order by t0."id" limit 1) as t0) as "tags";
