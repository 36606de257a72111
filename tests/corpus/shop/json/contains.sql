select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "customers" as t0
    where soloql_json_contains(t0."settings", ?1)
    order by t0."id") as t0) as "a",
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from "customers" as t1
    where soloql_json_contains(t1."settings", ?2)
    order by t1."id") as t1) as "b",
  (select soloql_list('name:text! settings:json', t2."name", t2."settings")
  from (select t2."name", t2."settings" from "customers" as t2
    where soloql_json_contained(t2."settings", ?3)
    order by t2."id" limit 3) as t2) as "c";
-- ?1 json = {"theme":"dark"}
-- ?2 json = {"contacts":[{"name":"Fischer"}]}
-- ?3 json = {"theme":"light","note":1}
