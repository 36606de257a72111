select
  (select soloql_list('name:text! settings:json', t0."name", soloql_json_part(t0."settings", ?1))
  from (select t0."name", t0."settings" from "customers" as t0
    where not soloql_json_equal(soloql_json_at(t0."settings", ?2), ?3)
    order by t0."id") as t0) as "customers";
-- ?1 text = "[\"theme\"]" (slot 2)
-- ?2 text = "$.theme" (slot 0)
-- ?3 json = "dark" (slot 1)
