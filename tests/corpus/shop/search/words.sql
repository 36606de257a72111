select
  (select soloql_list('id:int! _rank:float _snippet:text body:text', t0."id", (select t3."rank" from "reviews_fts" as t3
    where t3."rowid" = t0."id" and t3."reviews_fts" match soloql_words(?1)), (select snippet(t4."reviews_fts", -1, ?2, ?3, ?4, ?5) from "reviews_fts" as t4
    where t4."rowid" = t0."id" and t4."reviews_fts" match soloql_words(?6)), (select highlight(t5."reviews_fts", 1, ?7, ?8) from "reviews_fts" as t5
    where t5."rowid" = t0."id" and t5."reviews_fts" match soloql_words(?9)))
  from (select t0."id" from "reviews" as t0
    where t0."id" in (select t1.rowid from "reviews_fts" as t1
      where t1."reviews_fts" match soloql_words(?10))
    order by (select t2."rank" from "reviews_fts" as t2
      where t2."rowid" = t0."id" and t2."reviews_fts" match soloql_words(?11)) nulls last, t0."id") as t0) as "reviews", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "reviews" as t6
  where t6."id" in (select t7.rowid from "reviews_fts" as t7
    where t7."reviews_fts" match soloql_words(?12)))) as "reviews_aggregate";
-- ?1 text = "the winter"
-- ?2 text = "["
-- ?3 text = "]"
-- ?4 text = "…"
-- ?5 int = 3
-- ?6 text = "the winter"
-- ?7 text = "*"
-- ?8 text = "*"
-- ?9 text = "the winter"
-- ?10 text = "the winter"
-- ?11 text = "the winter"
-- ?12 text = "the"
