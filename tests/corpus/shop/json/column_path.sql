select
  (select soloql_list('all:json whole:json first:json phone:json none:json', t0."settings", soloql_json_part(t0."settings", ?1), soloql_json_part(t0."settings", ?2), soloql_json_part(t0."settings", ?3), t0."settings")
  from (select t0."settings" from "customers" as t0
    where t0."id" in (select value from temp.soloql_each(?4, 'int'))
    order by t0."id") as t0) as "customers";
-- ?1 text = "$"
-- ?2 text = "$.columns[0]"
-- ?3 text = "contacts.[0]['phone']"
-- ?4 int[] = [1,5,6]
