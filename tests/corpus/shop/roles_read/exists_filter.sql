select
  (select soloql_list('id:int! orders:raw', t0."id",
    (select soloql_list('id:int! status:text!', t3."id", t3."status")
    from (select t3."id", t3."status" from "orders" as t3
      where t3."customer_id" = t0."id" and (t3."employee_id" = ?1 or t3."employee_id" is null)
      order by t3."id" limit 4) as t3))
  from (select t0."id" from "customers" as t0
    where ((t0."country" in (select value from temp.soloql_each(?2, 'text')) or exists (select 1 from "orders" as t1
      where t1."customer_id" = t0."id" and t1."employee_id" = ?3)) and exists (select 1 from "orders" as t2
      where t2."customer_id" = t0."id" and ((t2."employee_id" = ?4 or t2."employee_id" is null) and t2."status" = ?5)))
    order by t0."id") as t0) as "customers";
-- ?1 int = 4 (slot 1)
-- ?2 text[] = ["DE","FR"] (slot 0)
-- ?3 int = 4 (slot 1)
-- ?4 int = 4 (slot 1)
-- ?5 text = "paid"
