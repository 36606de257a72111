select
  (select soloql_list('id:bigint v:text', t0."id", t0."v")
  from (select t0."id", t0."v" from "key_big" as t0
    where t0."id" = ?1
    order by t0."id" nulls last, t0."rowid") as t0) as "a",
  (select soloql_list('id:bigint v:text', t1."id", t1."v")
  from (select t1."id", t1."v" from "key_big" as t1
    where t1."id" <= ?2
    order by t1."id" nulls last, t1."rowid") as t1) as "b",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "types" as t2
    where t2."big" = ?3
    order by t2."id") as t2) as "c",
  (select soloql_list('id:int!', t3."id")
  from (select t3."id" from "types" as t3
    where t3."big" in (select value from temp.soloql_each(?4, 'bigint'))
    order by t3."id") as t3) as "d";
-- ?1 bigint = 9007199254740993
-- ?2 bigint = -9223372036854775808
-- ?3 bigint = 9223372036854775807
-- ?4 bigint[] = [-9223372036854775808]
