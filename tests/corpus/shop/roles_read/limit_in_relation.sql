select
  (select soloql_list('name:text! orders:raw orders_aggregate{aggregate:raw nodes:raw} orders_connection:raw', t0."name",
    (select soloql_list('id:int!', t2."id")
    from (select t2."id" from "orders" as t2
      where t2."customer_id" = t0."id" and (t2."employee_id" = ?1 or t2."employee_id" is null)
      order by t2."id" limit 4) as t2),
    (select soloql_object('count:int!', count(*))
    from "orders" as t3
    where t3."customer_id" = t0."id" and (t3."employee_id" = ?2 or t3."employee_id" is null)),
    (select soloql_list('id:int!', t4."id")
    from (select t4."id" from "orders" as t4
      where t4."customer_id" = t0."id" and (t4."employee_id" = ?3 or t4."employee_id" is null)
      order by t4."id" limit 4) as t4),
    (select soloql_object('edges:raw pageInfo{hasNextPage:bool!}', soloql_page(4, 0, 'node{id:int!}', t5."id"), count(*) > 4)
    from (select t5."id" from "orders" as t5
      where t5."customer_id" = t0."id" and (t5."employee_id" = ?4 or t5."employee_id" is null)
      order by t5."id" limit 5) as t5))
  from (select t0."id", t0."name" from "customers" as t0
    where ((t0."country" in (select value from temp.soloql_each(?5, 'text')) or exists (select 1 from "orders" as t1
      where t1."customer_id" = t0."id" and t1."employee_id" = ?6)) and t0."id" = ?7)
    order by t0."id") as t0) as "customers";
-- ?1 int = 10 (slot 1)
-- ?2 int = 10 (slot 1)
-- ?3 int = 10 (slot 1)
-- ?4 int = 10 (slot 1)
-- ?5 text[] = ["DE"] (slot 0)
-- ?6 int = 10 (slot 1)
-- ?7 int = 2
