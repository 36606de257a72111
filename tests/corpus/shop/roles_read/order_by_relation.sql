select
  (select soloql_list('id:int! customer:raw', t0."id",
    (select soloql_object('name:text!', t3."name")
    from "customers" as t3
    where t3."id" = t0."customer_id" and (t3."country" in (select value from temp.soloql_each(?1, 'text')) or exists (select 1 from "orders" as t4
      where t4."customer_id" = t3."id" and t4."employee_id" = ?2)) limit 1))
  from (select t0."customer_id", t0."id" from "orders" as t0
    where (t0."employee_id" = ?3 or t0."employee_id" is null)
    order by (select t1."name" from "customers" as t1
      where t1."id" = t0."customer_id" and (t1."country" in (select value from temp.soloql_each(?4, 'text')) or exists (select 1 from "orders" as t2
        where t2."customer_id" = t1."id" and t2."employee_id" = ?5))) desc, t0."id" limit 4) as t0) as "orders";
-- ?1 text[] = ["DE","FR"] (slot 1)
-- ?2 int = 4 (slot 0)
-- ?3 int = 4 (slot 0)
-- ?4 text[] = ["DE","FR"] (slot 1)
-- ?5 int = 4 (slot 0)
