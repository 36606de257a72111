select
  (select soloql_object('id:int!', t1."id")
  from "orders" as t1
  where (t1."customer_id" = ?1 and t1."customer_id" = ?2 and t1."status" = ?3 and t1."id" = ?4) limit 1);
-- ?1 = 7
-- ?2 = 7
-- ?3 = "open"
-- ?4 = 2
delete from "orders" as t0
where (t0."customer_id" = ?1 and t0."status" = ?2 and t0."id" = ?3)
returning 1;
-- ?1 = 7
-- ?2 = "open"
-- ?3 = 2
