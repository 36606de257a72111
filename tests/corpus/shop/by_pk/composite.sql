select
  (select soloql_object('order_id:int! line:int! product_id:int!', t0."order_id", t0."line", t0."product_id")
  from "items" as t0
  where (t0."order_id" = ?1 and t0."line" = ?2)) as "items_by_pk";
-- ?1 int = 8
-- ?2 int = 2
