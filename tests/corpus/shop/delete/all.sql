delete from "items" as t0
returning 1;
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
