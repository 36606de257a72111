update orders set status = 'returned' where status = 'open' and placed_at < ?1 returning id;
-- ?1 = "2024-01-11 00:00:00"
select
  (select soloql_list('id:int! status:text! employee_id:int', t0."id", t0."status", t0."employee_id")
  from (select t0."id", t0."status", t0."employee_id" from (select value as "id", rowid as "at" from temp.soloql_each(?1, 'any')) as t1 join "orders" as t0 on t0."id" = t1."id"
    where (t0."employee_id" = ?2 or t0."employee_id" is null)
    order by t1."at") as t0);
-- ?1 = what an earlier step brings (slot 1)
-- ?2 = 4
