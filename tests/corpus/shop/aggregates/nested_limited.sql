select
  (select soloql_object('orders_aggregate{aggregate:raw}',
    (select soloql_object('count:int! min{id:int}', count(*), min(t1."id"))
    from (select t1."id" from "orders" as t1
      where t1."customer_id" = t0."id"
      order by t1."id" desc limit 2) as t1))
  from "customers" as t0
  where t0."id" = ?1) as "customers_by_pk";
-- ?1 int = 2
