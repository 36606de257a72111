update "orders" as t0 set "status" = ?1, "ship_by" = ?2, "employee_id" = ?3
where (t0."status" <> ?4 and t0."id" in (select value from temp.soloql_each(?5, 'int')))
returning "id";
-- ?1 = "shipped"
-- ?2 = "2024-06-01"
-- ?3 = 4
-- ?4 = "returned"
-- ?5 = [14,17]
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "orders" as t3 on t3."id" = t4."k0" where (t3."status" <> ?2 or t3."ship_by" is not null) is not true limit 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = "shipped"
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! status:text! employee_id:int', t1."id", t1."status", t1."employee_id")
  from (select t1."id", t1."status", t1."employee_id" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t2 join "orders" as t1 on t1."id" = t2."k0"
    where (t1."employee_id" = ?3 or t1."employee_id" is null)
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
-- ?3 = 4
