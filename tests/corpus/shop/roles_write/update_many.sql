update "products" as t0 set "stock" = ?1
where (t0."discontinued" = ?2 and t0."id" = ?3)
returning "id";
-- ?1 = 1
-- ?2 = false
-- ?3 = 7
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "products" as t1 on t1."id" = t2."k0" where t1."discontinued" = ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = false
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
update "products" as t3 set "stock" = ?1
where (t3."discontinued" = ?2 and t3."id" = ?3)
returning "id";
-- ?1 = 1
-- ?2 = false
-- ?3 = 8
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "products" as t4 on t4."id" = t5."k0" where t4."discontinued" = ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 5)
-- ?2 = false
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 3)
