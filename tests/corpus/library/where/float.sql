select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "members" as t0
    where t0."balance" < ?1
    order by t0."id") as t0) as "a",
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from "members" as t1
    where t1."balance" = ?2
    order by t1."id") as t1) as "b",
  (select soloql_list('name:text!', t2."name")
  from (select t2."name" from "members" as t2
    where t2."balance" = ?3
    order by t2."id") as t2) as "c";
-- ?1 float = 10.1
-- ?2 float = 10.1
-- ?3 float = -25e-1
