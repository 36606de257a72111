select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "reviews" as t0
    where t0."id" in (select t1.rowid from "reviews_fts" as t1
      where t1."reviews_fts" match ?1)
    order by t0."id") as t0) as "a",
  (select soloql_list('id:int! _rank:float', t2."id", (select t5."rank" from "reviews_fts" as t5
    where t5."rowid" = t2."id" and t5."reviews_fts" match ?2))
  from (select t2."id" from "reviews" as t2
    where (t2."id" in (select t3.rowid from "reviews_fts" as t3
      where t3."reviews_fts" match ?3) or t2."id" in (select t4.rowid from "reviews_fts" as t4
      where t4."reviews_fts" match ?4))
    order by t2."id") as t2) as "b";
-- ?1 text = "good"
-- ?2 text = "nocol:x"
-- ?3 text = "nocol:x"
-- ?4 text = "good"
