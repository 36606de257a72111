update "customers" as t0 set "name" = ?1
where (t0."id" = ?2 and t0."id" = ?3)
returning "id";
-- ?1 = "x"
-- ?2 = 7
-- ?3 = 1
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "customers" as t3 on t3."id" = t4."k0" where t3."id" = ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = 7
select
  (select soloql_object('id:int!', t1."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "customers" as t1 on t1."id" = t2."k0"
  where t1."id" = ?2 limit 1);
-- ?1 = what an earlier step brings (slot 1)
-- ?2 = 7
