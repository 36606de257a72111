select soloql_object('affected_rows:int! returning:raw', (select count(*) from "orders" as t1
  where (t1."customer_id" = ?1 and t1."customer_id" = ?2 and t1."status" = ?3)),
  (select soloql_list('id:int! status:text!', t2."id", t2."status")
  from (select t2."id", t2."status" from "orders" as t2
    where (t2."customer_id" = ?4 and t2."customer_id" = ?5 and t2."status" = ?6)
    order by t2."id") as t2));
-- ?1 = 7
-- ?2 = 7
-- ?3 = "open"
-- ?4 = 7
-- ?5 = 7
-- ?6 = "open"
delete from "orders" as t0
where (t0."customer_id" = ?1 and t0."status" = ?2)
returning 1;
-- ?1 = 7
-- ?2 = "open"
