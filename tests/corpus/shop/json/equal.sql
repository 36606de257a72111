select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "customers" as t0
    where soloql_json_equal(t0."settings", ?1)
    order by t0."id") as t0) as "a",
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from "customers" as t1
    where soloql_json_in(t1."settings", ?2)
    order by t1."id") as t1) as "b", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "customers" as t2
  where not soloql_json_equal(t2."settings", ?3))) as "c", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "customers" as t3
  where not soloql_json_in(t3."settings", ?4))) as "d";
-- ?1 json = {"columns":["name","total"],"theme":"dark"}
-- ?2 json[] = [{"locale":"ja-JP"},{"theme":null}]
-- ?3 json = {}
-- ?4 json[] = [{},{"theme":"light"}]
