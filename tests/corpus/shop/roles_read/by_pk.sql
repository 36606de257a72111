select
  (select soloql_object('id:int! note:text', t0."id", t0."note")
  from "orders" as t0
  where (t0."customer_id" = ?1 and t0."id" = ?2)) as "mine",
  (select soloql_object('id:int! note:text', t1."id", t1."note")
  from "orders" as t1
  where (t1."customer_id" = ?3 and t1."id" = ?4)) as "other";
-- ?1 int = 7 (slot 0)
-- ?2 int = 1
-- ?3 int = 7 (slot 0)
-- ?4 int = 2
