select
  (select soloql_list('rowid:text v:int', t0."rowid", t0."v")
  from (select t0."rowid", t0."v" from "has_rowid" as t0
    order by t0."_rowid_") as t0) as "has_rowid",
  (select soloql_list('rowid:text', t1."rowid")
  from (select t1."rowid" from "hides_rowid" as t1) as t1) as "hides_rowid",
  (select soloql_list('v:text', t2."v")
  from (select t2."v" from "no_key" as t2
    order by t2."rowid") as t2) as "no_key",
  (select soloql_list('id:int v:text', t3."id", t3."v")
  from (select t3."id", t3."v" from "key_desc" as t3
    order by t3."id" nulls last, t3."rowid") as t3) as "key_desc",
  (select soloql_list('code:text v:text', t4."code", t4."v")
  from (select t4."code", t4."v" from "key_text" as t4
    order by t4."code" nulls last, t4."rowid") as t4) as "key_text";
