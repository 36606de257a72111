select
  (select soloql_list('__typename=docs _rank:float', (select t2."rank" from "docs_fts" as t2
    where t2."rowid" = t0."id" and t2."docs_fts" match soloql_words(?1)))
  from (select t0."id" from "docs" as t0
    where t0."id" in (select t1.rowid from "docs_fts" as t1
      where t1."docs_fts" match soloql_words(?2))
    order by t0."id") as t0) as "docs",
  (select soloql_list('note:text', t3."note")
  from (select t3."note" from "notes" as t3
    where t3."rowid" in (select t4.rowid from "notes" as t4
      where t4."notes" match soloql_words(?3))
    order by t3."rowid") as t3) as "notes";
-- ?1 text = "the"
-- ?2 text = "the"
-- ?3 text = "MILK"
