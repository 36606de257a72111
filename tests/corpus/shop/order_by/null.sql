select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "tags" as t0
    order by t0."id" limit 2) as t0) as "tags",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "tags" as t1
    order by t1."id" limit 2) as t1) as "b",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "tags" as t2
    order by t2."id" limit 2) as t2) as "c",
  (select soloql_list('id:int!', t3."id")
  from (select t3."id" from "tags" as t3
    order by t3."id" limit 2) as t3) as "d";
