select
  (select soloql_object('line:int! quantity:int! order?{id:int!}', t1."line", t1."quantity", t2."id", t2."id")
  from "items" as t1
  left join "orders" as t2 on t2."id" = t1."order_id"
  where (t1."order_id" = ?1 and t1."line" = ?2) limit 1);
-- ?1 = 1
-- ?2 = 1
delete from "items" as t0
where (t0."order_id" = ?1 and t0."line" = ?2)
returning 1;
-- ?1 = 1
-- ?2 = 1
select
  (select soloql_object('id:int!', t4."id")
  from "tags" as t4
  where t4."id" = ?1 limit 1);
-- ?1 = -1
delete from "tags" as t3
where t3."id" = ?1
returning 1;
-- ?1 = -1
