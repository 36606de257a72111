select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "orders" as t0
    where (t0."employee_id" = ?1 or t0."employee_id" is null)
    order by t0."id" limit 4) as t0) as "orders",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "orders" as t1
    where (t1."employee_id" = ?2 or t1."employee_id" is null)
    order by t1."id" limit 2) as t1) as "two";
-- ?1 int = 4 (slot 0)
-- ?2 int = 4 (slot 0)
