select
  (select soloql_list('full_name:text! orders:raw figures:raw open_orders:raw', t0."full_name",
    (select soloql_list('id:int!', t1."id")
    from (select t1."id" from "orders" as t1
      where t1."customer_id" = t0."id"
      order by t1."id" limit 1) as t1),
    (select soloql_object('customers:bigint', t2."customers")
    from "countries" as t2
    where t2."country" = t0."country" limit 1),
    (select soloql_list('id:int!', t3."id")
    from (select t3."id" from "orders" as t3
      where t3."customer_id" = t0."id" and t3."status" = ?1
      order by t3."id") as t3))
  from (select t0."full_name", t0."id", t0."country" from (select *, (first_name || coalesce(' ' || last_name, '') -- a comment
) as "full_name" from (select c.* from customers c join orders o on o.customer_id = c.id
where o.placed >= ?2 group by c.id order by sum(o.total) desc limit ?3) as "customers") as t0) as t0) as "top_customers";
-- ?1 text = "open"
-- ?2 date = "2025-02-01" (slot 0)
-- ?3 int = 2
