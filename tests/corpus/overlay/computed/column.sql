select
  (select soloql_list('full_name:text! spent:float', t0."full_name", t0."spent")
  from (select t0."full_name", t0."spent" from (select *, "rowid" as "rowid", (first_name || coalesce(' ' || last_name, '') -- a comment
) as "full_name", ((select sum(total) from orders where customer_id = customers.id)) as "spent" from "customers") as t0
    where soloql_like(?1, t0."full_name")
    order by t0."full_name" desc nulls first, t0."id" desc) as t0) as "customers", soloql_object('aggregate:raw',
  (select soloql_object('max{spent:float} avg{spent:float}', max(t1."spent"), soloql_avg(t1."spent"))
  from (select *, "rowid" as "rowid", ((select sum(total) from orders where customer_id = customers.id)) as "spent" from "customers") as t1)) as "customers_aggregate";
-- ?1 text = "%o%"
