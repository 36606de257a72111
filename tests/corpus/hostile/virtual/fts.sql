select
  (select soloql_list('title:text body:text', t0."title", t0."body")
  from (select t0."title", t0."body" from "docs_fts" as t0
    order by t0."rowid") as t0) as "docs_fts",
  (select soloql_list('note:text', t1."note")
  from (select t1."note" from "notes" as t1
    order by t1."rowid") as t1) as "notes",
  (select soloql_list('note:text', t2."note")
  from (select t2."note" from "notes" as t2
    where soloql_ilike(?1, t2."note")
    order by t2."rowid") as t2) as "found";
-- ?1 text = "%MILK%"
