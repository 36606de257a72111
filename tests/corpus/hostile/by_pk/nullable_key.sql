select
  (select soloql_list('code:text v:text', t0."code", t0."v")
  from (select t0."code", t0."v" from "key_text" as t0
    order by t0."v" nulls last, t0."code" nulls last, t0."rowid") as t0) as "key_text",
  (select soloql_object('v:text', t1."v")
  from "key_text" as t1
  where t1."code" = ?1) as "a",
  (select soloql_object('v:text', t2."v")
  from "key_int" as t2
  where t2."id" = ?2) as "b";
-- ?1 text = ""
-- ?2 int = 1
