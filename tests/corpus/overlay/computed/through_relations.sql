select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "customers" as t0
    where exists (select 1 from "orders" as t1
      where t1."customer_id" = t0."id" and exists (select 1 from (select *, "rowid" as "rowid", ((select sum(total) from orders where customer_id = customers.id)) as "spent" from "customers") as t2
        where t2."id" = t1."customer_id" and t2."spent" > ?1))
    order by t0."id") as t0) as "customers",
  (select soloql_list('id:int!', t3."id")
  from (select t3."customer_id", t3."id" from "orders" as t3
    order by (select t4."spent" from (select *, "rowid" as "rowid", ((select sum(total) from orders where customer_id = customers.id)) as "spent" from "customers") as t4
      where t4."id" = t3."customer_id") desc nulls first, t3."id" limit 3) as t3) as "orders";
-- ?1 float = 35
