select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "customers" as t0
    where soloql_regex(?1, t0."name")
    order by t0."id") as t0) as "customers";
-- ?1 text = "^(([a-zA-Z ])+)+[!]$"
