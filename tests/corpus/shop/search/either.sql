select
  (select soloql_list('id:int! _rank:float _snippet:text', t0."id", (select t3."rank" from "reviews_fts" as t3
    where t3."rowid" = t0."id" and t3."reviews_fts" match soloql_words(?1)), (select snippet(t4."reviews_fts", -1, ?2, ?3, ?4, ?5) from "reviews_fts" as t4
    where t4."rowid" = t0."id" and t4."reviews_fts" match soloql_words(?6)))
  from (select t0."id" from "reviews" as t0
    where (t0."id" in (select t1.rowid from "reviews_fts" as t1
      where t1."reviews_fts" match soloql_words(?7)) or t0."id" < ?8)
    order by (select t2."rank" from "reviews_fts" as t2
      where t2."rowid" = t0."id" and t2."reviews_fts" match soloql_words(?9)), t0."id") as t0) as "reviews";
-- ?1 text = "winter"
-- ?2 text = "<b>"
-- ?3 text = "</b>"
-- ?4 text = "…"
-- ?5 int = 16
-- ?6 text = "winter"
-- ?7 text = "winter"
-- ?8 int = 3
-- ?9 text = "winter"
