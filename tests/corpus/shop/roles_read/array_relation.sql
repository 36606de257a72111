select
  (select soloql_list('name:text! orders:raw orders_aggregate{aggregate:raw}', t0."name",
    (select soloql_list('id:int! employee_id:int', t2."id", t2."employee_id")
    from (select t2."id", t2."employee_id" from "orders" as t2
      where t2."customer_id" = t0."id" and (t2."employee_id" = ?1 or t2."employee_id" is null)
      order by t2."id" limit 4) as t2),
    (select soloql_object('count:int!', count(*))
    from "orders" as t3
    where t3."customer_id" = t0."id" and (t3."employee_id" = ?2 or t3."employee_id" is null)))
  from (select t0."id", t0."name" from "customers" as t0
    where ((t0."country" in (select value from temp.soloql_each(?3, 'text')) or exists (select 1 from "orders" as t1
      where t1."customer_id" = t0."id" and t1."employee_id" = ?4)) and t0."id" <= ?5)
    order by t0."id") as t0) as "customers";
-- ?1 int = 4 (slot 1)
-- ?2 int = 4 (slot 1)
-- ?3 text[] = ["DE","FR"] (slot 0)
-- ?4 int = 4 (slot 1)
-- ?5 int = 3
