select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "tags" as t0
    order by t0."id" limit -1 offset ?1) as t0) as "tags",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "tags" as t1
    order by t1."id" limit 100000 offset ?2) as t1) as "more",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "tags" as t2
    order by t2."id" limit -1 offset ?3) as t2) as "far";
-- ?1 int = 9
-- ?2 int = 8
-- ?3 int = 2147483647
