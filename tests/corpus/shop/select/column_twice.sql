select
  (select soloql_list('a:int! b:int! c:int!', t0."id", t0."id", t0."id")
  from (select t0."id" from "tags" as t0
    order by t0."id" limit 1) as t0) as "tags";
