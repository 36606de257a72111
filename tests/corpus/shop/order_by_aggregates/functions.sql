select
  (select soloql_list('name:text! orders_aggregate{aggregate:raw}', t0."name",
    (select soloql_object('max{placed_at:timestamp}', max(t2."placed_at"))
    from "orders" as t2
    where t2."customer_id" = t0."id"))
  from (select t0."id", t0."name" from "customers" as t0
    order by (select max(t1."placed_at") from "orders" as t1
      where t1."customer_id" = t0."id") desc nulls first, t0."name", t0."id" limit 10) as t0) as "customers";
