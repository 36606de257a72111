select soloql_object('aggregate:raw nodes:raw',
  (select soloql_object('count:int!', count(*))
  from "members" as t0
  where t0."id" >= ?1),
  (select soloql_list('name:text! balance:float!', t1."name", t1."balance")
  from (select t1."name", t1."balance" from "members" as t1
    where t1."id" >= ?2
    order by t1."id") as t1)) as "members_aggregate",
  (select soloql_object('name:text!', t2."name")
  from "members" as t2
  where t2."id" = ?3) as "ok";
-- ?1 int = 4
-- ?2 int = 4
-- ?3 int = 1
