select
  (select soloql_list('name:text! orders_aggregate{aggregate:raw}', t0."name",
    (select soloql_object('count:int!', count(*))
    from "orders" as t1
    where t1."employee_id" = t0."id" and t1."status" in (select value from temp.soloql_each(?1, 'text'))))
  from (select t0."name", t0."id" from "employees" as t0
    order by t0."id") as t0) as "employees";
-- ?1 text[] = ["open","paid"]
