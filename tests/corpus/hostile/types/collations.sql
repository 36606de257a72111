select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "collated" as t0
    where t0."name" = ?1
    order by t0."id") as t0) as "a",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "collated" as t1
    where t1."padded" = ?2
    order by t1."id") as t1) as "b",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "collated" as t2
    where t2."plain" = ?3
    order by t2."id") as t2) as "c",
  (select soloql_list('plain:text', t3."plain")
  from (select t3."plain" from "collated" as t3
    order by t3."plain" nulls last, t3."id") as t3) as "d";
-- ?1 text = "ANNA"
-- ?2 text = "a"
-- ?3 text = "ANNA"
