update "items" as t0 set "line" = ?1
where (t0."order_id" = ?2 and t0."line" = ?3)
returning "rowid";
-- ?1 = 500
-- ?2 = 1
-- ?3 = 1
select
  (select soloql_object('line:int! order?{id:int!}', t1."line", t3."id", t3."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "items" as t1 on t1."rowid" = t2."k0"
  left join "orders" as t3 on t3."id" = t1."order_id" limit 1);
-- ?1 = what an earlier step brings (slot 1)
update "tags" as t4 set "label" = ?1
where t4."id" = ?2
returning "id";
-- ?1 = "x"
-- ?2 = -5
select
  (select soloql_object('id:int!', t5."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t6 join "tags" as t5 on t5."id" = t6."k0" limit 1);
-- ?1 = what an earlier step brings (slot 3)
