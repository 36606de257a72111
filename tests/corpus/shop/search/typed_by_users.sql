select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "reviews" as t0
    where t0."id" in (select t1.rowid from "reviews_fts" as t1
      where t1."reviews_fts" match soloql_words(?1))
    order by t0."id") as t0) as "quote",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "reviews" as t2
    where t2."id" in (select t3.rowid from "reviews_fts" as t3
      where t3."reviews_fts" match soloql_words(?2))
    order by t2."id") as t2) as "operator",
  (select soloql_list('id:int!', t4."id")
  from (select t4."id" from "reviews" as t4
    where t4."id" in (select t5.rowid from "reviews_fts" as t5
      where t5."reviews_fts" match soloql_words(?3))
    order by t4."id") as t4) as "column",
  (select soloql_list('id:int!', t6."id")
  from (select t6."id" from "reviews" as t6
    where t6."id" in (select t7.rowid from "reviews_fts" as t7
      where t7."reviews_fts" match soloql_words(?4))
    order by t6."id") as t6) as "minus",
  (select soloql_list('id:int!', t8."id")
  from (select t8."id" from "reviews" as t8
    where t8."id" in (select t9.rowid from "reviews_fts" as t9
      where t9."reviews_fts" match soloql_words(?5))
    order by t8."id") as t8) as "braces",
  (select soloql_list('id:int!', t10."id")
  from (select t10."id" from "reviews" as t10
    where t10."id" in (select t11.rowid from "reviews_fts" as t11
      where t11."reviews_fts" match soloql_words(?6))
    order by t10."id") as t10) as "empty",
  (select soloql_list('id:int!', t12."id")
  from (select t12."id" from "reviews" as t12
    where t12."id" in (select t13.rowid from "reviews_fts" as t13
      where t13."reviews_fts" match soloql_words(?7))
    order by t12."id") as t12) as "blank",
  (select soloql_list('id:int! title:text', t14."id", t14."title")
  from (select t14."id", t14."title" from "reviews" as t14
    where t14."id" in (select t15.rowid from "reviews_fts" as t15
      where t15."reviews_fts" match soloql_words(?8))
    order by t14."id") as t14) as "nul";
-- ?1 text = "it's \"good"
-- ?2 text = "good AND"
-- ?3 text = "title:good"
-- ?4 text = "-good ( * ^ NEAR("
-- ?5 text = "{title body}: good"
-- ?6 text = ""
-- ?7 text = " \t\n "
-- ?8 text = "good\u0000winter"
