select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "customers" as t0
    where soloql_regex(?1, t0."name")
    order by t0."id") as t0) as "a",
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from "customers" as t1
    where not soloql_regex(?2, t1."name")
    order by t1."id") as t1) as "b",
  (select soloql_list('name:text!', t2."name")
  from (select t2."name" from "customers" as t2
    where soloql_regex(?3, t2."name")
    order by t2."id") as t2) as "c";
-- ?1 text = "^[A-C]\\w+ (Sch|K).*[rt]$"
-- ?2 text = "[ae]"
-- ?3 text = "\\yde\\y|[[:digit:]]"
