select
  (select soloql_list('day:date note:text', t0."day", t0."note")
  from (select t0."day", t0."note" from "holidays" as t0
    order by t0."day" desc nulls first, t0."rowid" desc) as t0) as "holidays",
  (select soloql_list('note:text', t1."note")
  from (select t1."note" from "holidays" as t1
    order by t1."rowid") as t1) as "plain";
