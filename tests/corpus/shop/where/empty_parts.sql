select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "tags" as t0
    order by t0."id") as t0) as "and",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "tags" as t1
    where 0
    order by t1."id") as t1) as "or",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "tags" as t2
    where 0
    order by t2."id") as t2) as "not",
  (select soloql_list('id:int!', t3."id")
  from (select t3."id" from "tags" as t3
    order by t3."id") as t3) as "not_or",
  (select soloql_list('id:int!', t4."id")
  from (select t4."id" from "tags" as t4
    order by t4."id") as t4) as "column",
  (select soloql_list('id:int!', t5."id")
  from (select t5."id" from "tags" as t5
    where t5."id" = ?1
    order by t5."id") as t5) as "and_of_empty",
  (select soloql_list('id:int!', t6."id")
  from (select t6."id" from "tags" as t6
    where (1 or t6."id" = ?2)
    order by t6."id") as t6) as "or_of_empty",
  (select soloql_list('id:int!', t7."id")
  from (select t7."id" from "tags" as t7
    where t7."id" = ?3
    order by t7."id") as t7) as "or_of_one";
-- ?1 int = 2
-- ?2 int = 2
-- ?3 int = 2
