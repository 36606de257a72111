select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "types" as t0
    where soloql_regex(?1, t0."s")
    order by t0."id") as t0) as "a",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "types" as t1
    where soloql_iregex(?2, t1."s")
    order by t1."id") as t1) as "b",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "types" as t2
    where soloql_similar(?3, t2."s")
    order by t2."id") as t2) as "c";
-- ?1 text = "^a.b$"
-- ?2 text = "[é-ÿ]"
-- ?3 text = "%after"
