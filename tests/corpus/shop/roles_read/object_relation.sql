select
  (select soloql_list('id:int! employee_id:int customer:raw employee:raw', t0."id", t0."employee_id",
    (select soloql_object('id:int! name:text! country:text', t1."id", t1."name", t1."country*")
    from (select "id", "name", "email", "country", "rowid" as "rowid", case when t1."country" in (select value from temp.soloql_each(?1, 'text')) then "country" end as "country*" from "customers" as t1) as t1
    where t1."id" = t0."customer_id" and (t1."country" in (select value from temp.soloql_each(?2, 'text')) or exists (select 1 from "orders" as t2
      where t2."customer_id" = t1."id" and t2."employee_id" = ?3)) limit 1),
    (select soloql_object('name:text!', t3."name")
    from "employees" as t3
    where t3."id" = t0."employee_id" and exists (select 1 from "employees" as t4
      where t4."id" = t3."manager_id" and t4."id" = ?4) limit 1))
  from (select t0."id", t0."employee_id", t0."customer_id" from "orders" as t0
    where (t0."employee_id" = ?5 or t0."employee_id" is null)
    order by t0."id" limit 4) as t0) as "orders";
-- ?1 text[] = ["DE","FR"] (slot 1)
-- ?2 text[] = ["DE","FR"] (slot 1)
-- ?3 int = 4 (slot 0)
-- ?4 int = 4 (slot 0)
-- ?5 int = 4 (slot 0)
