select
  (select soloql_list('line:int! product?{id:int! name:text!} order?{status:text!}', t0."line", t1."id", t1."id", t1."name", t2."id", t2."status")
  from (select t0."line", t0."product_id", t0."order_id" from "items" as t0
    order by t0."order_id", t0."line", t0."rowid" limit 3) as t0
  left join "products" as t1 on t1."id" = t0."product_id"
  left join "orders" as t2 on t2."id" = t0."order_id") as "items";
