select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "customers" as t0
    where soloql_json_equal(soloql_json_at(t0."settings", ?1), ?2)
    order by t0."id") as t0) as "a",
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from "customers" as t1
    where soloql_like(?3, soloql_json_text(soloql_json_at(t1."settings", ?4)))
    order by t1."id") as t1) as "b",
  (select soloql_list('name:text!', t2."name")
  from (select t2."name" from "customers" as t2
    where soloql_json_contains(soloql_json_at(t2."settings", ?5), ?6)
    order by t2."id") as t2) as "c",
  (select soloql_list('name:text!', t3."name")
  from (select t3."name" from "customers" as t3
    where soloql_json_at(t3."settings", ?7) is not null
    order by t3."id") as t3) as "d",
  (select soloql_list('name:text!', t4."name")
  from (select t4."name" from "customers" as t4
    where soloql_json_order(soloql_json_at(t4."settings", ?8), ?9) > 0
    order by t4."id") as t4) as "e",
  (select soloql_list('name:text!', t5."name")
  from (select t5."name" from "customers" as t5
    where soloql_json_order(soloql_json_at(t5."settings", ?10), ?11) > 0
    order by t5."id") as t5) as "f",
  (select soloql_list('name:text!', t6."name")
  from (select t6."name" from "customers" as t6
    where (soloql_json_in(soloql_json_at(t6."settings", ?12), ?13) and soloql_iregex(?14, soloql_json_text(soloql_json_at(t6."settings", ?15))))
    order by t6."id") as t6) as "g";
-- ?1 text = "$.theme"
-- ?2 json = "dark"
-- ?3 text = "F%"
-- ?4 text = "contacts[0].name"
-- ?5 text = "$.columns"
-- ?6 json = ["name"]
-- ?7 text = "vat"
-- ?8 text = "theme"
-- ?9 json = "dark"
-- ?10 text = "theme"
-- ?11 json = 5
-- ?12 text = "theme"
-- ?13 json[] = ["light",1]
-- ?14 text = "LIGHT"
-- ?15 text = "theme"
