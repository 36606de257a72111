select
  (select soloql_list('id:int! js:json', t0."id", soloql_json_part(t0."js", ?1))
  from (select t0."id", t0."js" from "types" as t0
    where soloql_json_contains(t0."js", ?2)
    order by t0."id") as t0) as "a",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "types" as t1
    where (t1."id" <= ?3 and soloql_json_at(t1."jb", ?4) is null)
    order by t1."id") as t1) as "b",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "types" as t2
    where not soloql_json_equal(t2."js", ?5)
    order by t2."id") as t2) as "c",
  (select soloql_list('part:json whole:json', soloql_json_part(t3."js", ?6), t3."js")
  from (select t3."js" from "types" as t3
    where t3."id" = ?7
    order by t3."id") as t3) as "d";
-- ?1 text = "$.a[1]"
-- ?2 json = {}
-- ?3 int = 4
-- ?4 text = "$.a"
-- ?5 json = 1
-- ?6 text = "$.a"
-- ?7 int = 3
