select
  (select soloql_list('id:int! label:text!', t0."id", t0."label")
  from (select t0."id", t0."label" from "tags" as t0
    order by t0."id" limit 1) as t0) as "a",
  (select soloql_list('id:int! label:text!', t1."id", t1."label")
  from (select t1."id", t1."label" from "tags" as t1
    order by t1."id" limit -1 offset ?1) as t1) as "b";
-- ?1 int = 8
