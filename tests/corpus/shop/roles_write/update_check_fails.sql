update "orders" as t0 set "status" = ?1, "employee_id" = ?2
where (t0."status" <> ?3 and t0."id" = ?4)
returning "id";
-- ?1 = "shipped"
-- ?2 = 4
-- ?3 = "returned"
-- ?4 = 14
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "orders" as t3 on t3."id" = t4."k0" where (t3."status" <> ?2 or t3."ship_by" is not null) is not true limit 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = "shipped"
select
  (select soloql_object('id:int!', t1."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "orders" as t1 on t1."id" = t2."k0"
  where (t1."employee_id" = ?2 or t1."employee_id" is null) limit 1);
-- ?1 = what an earlier step brings (slot 1)
-- ?2 = 4
