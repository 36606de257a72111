select
  (select soloql_list('n:text!', t0."label")
  from (select t0."label" from "tags" as t0
    order by t0."id" limit 1) as t0) as "first",
  (select soloql_list('n:int!', t1."id")
  from (select t1."id" from "tags" as t1
    order by t1."id" limit -1 offset ?1) as t1) as "last",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "tags" as t2
    order by t2."id" limit 1) as t2) as "tags";
-- ?1 int = 8
