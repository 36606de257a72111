select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "customers" as t0
    where soloql_iregex(?1, t0."name")
    order by t0."id") as t0) as "a",
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from "customers" as t1
    where not soloql_iregex(?2, t1."name")
    order by t1."id") as t1) as "b";
-- ?1 text = "É|SÖHNE"
-- ?2 text = "[k-z]{2}|A"
