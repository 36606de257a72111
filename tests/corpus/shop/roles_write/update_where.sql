update "customers" as t0 set "newsletter" = ?1
where t0."id" = ?2
returning "id";
-- ?1 = false
-- ?2 = 7
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "customers" as t3 on t3."id" = t4."k0" where t3."id" = ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = 7
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! newsletter:bool!', t1."id", t1."newsletter")
  from (select t1."id", t1."newsletter" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t2 join "customers" as t1 on t1."id" = t2."k0"
    where t1."id" = ?3
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
-- ?3 = 7
