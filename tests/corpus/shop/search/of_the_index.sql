select
  (select soloql_list('title:text _snippet:text', t0."title", (select snippet(t2."reviews_fts", -1, ?1, ?2, ?3, ?4) from "reviews_fts" as t2
    where t2."rowid" = t0."rowid" and t2."reviews_fts" match soloql_words(?5)))
  from (select t0."title", t0."rowid" from "reviews_fts" as t0
    where t0."rowid" in (select t1.rowid from "reviews_fts" as t1
      where t1."reviews_fts" match soloql_words(?6))
    order by t0."rowid") as t0) as "reviews_fts";
-- ?1 text = "<b>"
-- ?2 text = "</b>"
-- ?3 text = "…"
-- ?4 int = 16
-- ?5 text = "good"
-- ?6 text = "good"
