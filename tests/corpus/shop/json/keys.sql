select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "customers" as t0
    where soloql_json_has_key(t0."settings", ?1)
    order by t0."id") as t0) as "a",
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from "customers" as t1
    where soloql_json_has_any(t1."settings", ?2)
    order by t1."id") as t1) as "b",
  (select soloql_list('name:text!', t2."name")
  from (select t2."name" from "customers" as t2
    where soloql_json_has_all(t2."settings", ?3)
    order by t2."id") as t2) as "c";
-- ?1 text = "vat"
-- ?2 text[] = ["vat","note"]
-- ?3 text[] = ["vat","contacts"]
