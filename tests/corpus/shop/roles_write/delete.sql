select cast(
  (select soloql_list('id:int! status:text!', t1."id", t1."status")
  from (select t1."id", t1."status" from "orders" as t1
    where (t1."customer_id" = ?1 and t1."customer_id" = ?2 and t1."status" = ?3)
    order by t1."id") as t1) as text);
-- ?1 = 7
-- ?2 = 7
-- ?3 = "open"
delete from "orders" as t0
where (t0."customer_id" = ?1 and t0."status" = ?2)
returning 1;
-- ?1 = 7
-- ?2 = "open"
select soloql_object('affected_rows:int! returning:raw', ?1, ?2);
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 3)
