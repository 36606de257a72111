update "products" as t0 set "stock" = soloql_add(t0."stock", ?1)
where (t0."discontinued" = ?2 and t0."id" in (select value from temp.soloql_each(?3, 'int')))
returning "id";
-- ?1 = 1
-- ?2 = false
-- ?3 = [7,8]
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "products" as t3 on t3."id" = t4."k0" where t3."discontinued" = ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = false
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! stock:int!', t1."id", t1."stock")
  from (select t1."id", t1."stock" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t2 join "products" as t1 on t1."id" = t2."k0"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
