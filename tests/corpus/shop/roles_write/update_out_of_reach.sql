update "products" as t0 set "discontinued" = ?1
where (t0."discontinued" = ?2 and t0."id" = ?3)
returning "id";
-- ?1 = true
-- ?2 = false
-- ?3 = 1
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "products" as t3 on t3."id" = t4."k0" where t3."discontinued" = ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = false
select
  (select soloql_object('id:int!', t1."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "products" as t1 on t1."id" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
