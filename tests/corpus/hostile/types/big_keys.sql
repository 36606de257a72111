select
  (select soloql_list('id:bigint v:text', t0."id", t0."v")
  from (select t0."id", t0."v" from "key_big" as t0
    order by t0."id" nulls last, t0."rowid") as t0) as "key_big",
  (select soloql_list('id:int! v:text', t1."id", t1."v")
  from (select t1."id", t1."v" from "autoinc" as t1
    where t1."v" = ?1
    order by t1."id") as t1) as "autoinc";
-- ?1 text = "one"
