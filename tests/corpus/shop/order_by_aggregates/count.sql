select
  (select soloql_list('name:text! orders_aggregate{aggregate:raw}', t0."name",
    (select soloql_object('count:int!', count(*))
    from "orders" as t2
    where t2."customer_id" = t0."id"))
  from (select t0."id", t0."name" from "customers" as t0
    order by (select count(*) from "orders" as t1
      where t1."customer_id" = t0."id") desc, t0."id" limit 4) as t0) as "customers";
