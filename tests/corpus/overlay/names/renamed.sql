select
  (select soloql_list('lang:text', t0."language_code")
  from (select t0."language_code" from "customers" as t0
    order by t0."id" limit 1) as t0) as "customers",
  (select soloql_list('buyer?{lang:text}', t2."id", t2."language_code")
  from (select t1."customer_id" from "orders" as t1
    order by t1."id" limit 1) as t1
  left join "customers" as t2 on t2."id" = t1."customer_id") as "orders",
  (select soloql_object('orders:raw',
    (select soloql_list('id:int!', t4."id")
    from (select t4."id" from "orders" as t4
      where t4."customer_id" = t3."id"
      order by t4."id") as t4))
  from "customers" as t3
  where t3."id" = ?1) as "customers_by_pk";
-- ?1 int = 1
