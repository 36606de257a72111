select
  (select soloql_list('orders:raw',
    (select soloql_list('id:int! employee?{name:text!}', t1."id", t3."id", t3."name")
    from (select t1."employee_id", t1."id" from "orders" as t1
      where t1."customer_id" = t0."id"
      order by (select t2."name" from "employees" as t2
        where t2."id" = t1."employee_id") nulls last, t1."id" desc) as t1
    left join "employees" as t3 on t3."id" = t1."employee_id"))
  from (select t0."id" from "customers" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "customers";
-- ?1 int[] = [2,7]
