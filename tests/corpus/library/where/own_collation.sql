select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "members" as t0
    where t0."name" = ?1
    order by t0."id") as t0) as "a",
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from "members" as t1
    where soloql_like(?2, t1."name")
    order by t1."id") as t1) as "b",
  (select soloql_list('name:text!', t2."name")
  from (select t2."name" from "members" as t2
    where soloql_ilike(?3, t2."name")
    order by t2."id") as t2) as "c";
-- ?1 text = "GUSTAV"
-- ?2 text = "%AN%"
-- ?3 text = "%AN%"
