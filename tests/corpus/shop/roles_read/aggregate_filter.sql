select
  (select soloql_list('id:int! orders_aggregate{aggregate:raw}', t0."id",
    (select soloql_object('count:int!', count(*))
    from "orders" as t3
    where t3."customer_id" = t0."id" and (t3."employee_id" = ?1 or t3."employee_id" is null)))
  from (select t0."id" from "customers" as t0
    where ((t0."country" in (select value from temp.soloql_each(?2, 'text')) or exists (select 1 from "orders" as t1
      where t1."customer_id" = t0."id" and t1."employee_id" = ?3)) and (select count(*) > ?4 from "orders" as t2
      where t2."customer_id" = t0."id" and (t2."employee_id" = ?5 or t2."employee_id" is null)))
    order by t0."id") as t0) as "customers";
-- ?1 int = 4 (slot 1)
-- ?2 text[] = ["DE","FR"] (slot 0)
-- ?3 int = 4 (slot 1)
-- ?4 int = 1
-- ?5 int = 4 (slot 1)
