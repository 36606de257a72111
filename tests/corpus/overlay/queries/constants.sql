select
  (select soloql_list('__typename=customers id:int! full_name:text! spent:float', t0."id", t0."full_name", t0."spent")
  from (select t0."id", t0."full_name", t0."spent" from (select *, (first_name || coalesce(' ' || last_name, '') -- a comment
) as "full_name", ((select sum(total) from orders where customer_id = customers.id)) as "spent" from (select c.* from customers c join orders o on o.customer_id = c.id
where o.placed >= ?1 group by c.id order by sum(o.total) desc limit ?2) as "customers") as t0) as t0) as "top_customers";
-- ?1 date = "2025-01-01"
-- ?2 int = 1
