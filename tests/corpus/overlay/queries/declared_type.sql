select
  (select soloql_list('id:int! spent:float customer:raw', t0."id", t0."spent",
    (select soloql_object('full_name:text! orders_aggregate{aggregate:raw}', t1."full_name",
      (select soloql_object('count:int!', count(*))
      from "orders" as t2
      where t2."customer_id" = t1."id"))
    from (select *, "rowid" as "rowid", (first_name || coalesce(' ' || last_name, '') -- a comment
) as "full_name" from "customers") as t1
    where t1."id" = t0."id" limit 1))
  from (select t0."id", t0."spent" from (select customer_id as id, sum(total) as spent from orders group by 1 order by 2) as t0) as t0) as "spenders";
