select
  (select soloql_list('id:int! items:raw', t0."id",
    (select soloql_list('line:int! quantity:int!', t1."line", t1."quantity")
    from (select t1."line", t1."quantity" from "items" as t1
      where t1."order_id" = t0."id"
      order by t1."order_id", t1."line", t1."rowid") as t1))
  from (select t0."id" from "orders" as t0
    order by t0."id" limit 3) as t0) as "orders";
