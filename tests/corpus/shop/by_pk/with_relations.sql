select
  (select soloql_object('customer?{name:text!} items:raw items_aggregate{aggregate:raw}', t1."id", t1."name",
    (select soloql_list('line:int! product?{name:text!}', t2."line", t3."id", t3."name")
    from (select t2."line", t2."product_id" from "items" as t2
      where t2."order_id" = t0."id"
      order by t2."order_id", t2."line", t2."rowid") as t2
    left join "products" as t3 on t3."id" = t2."product_id"),
    (select soloql_object('sum{total:numeric}', soloql_sum(t4."total"))
    from "items" as t4
    where t4."order_id" = t0."id"))
  from "orders" as t0
  left join "customers" as t1 on t1."id" = t0."customer_id"
  where t0."id" = ?1) as "orders_by_pk";
-- ?1 int = 8
