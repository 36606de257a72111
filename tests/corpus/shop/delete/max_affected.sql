delete from "items" as t0
where t0."order_id" = ?1
returning 1;
-- ?1 = 2
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
