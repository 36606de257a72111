update "orders" as t0 set "status" = ?1
where (t0."status" = ?2 and t0."id" = ?3)
returning "id";
-- ?1 = "shipped"
-- ?2 = "paid"
-- ?3 = 6
select
  (select soloql_object('id:int! status:text!', t1."id", t1."status")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "orders" as t1 on t1."id" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
update "orders" as t4 set "status" = ?1
where (t4."status" = ?2 and t4."id" in (select value from temp.soloql_each(?3, 'int')))
returning "id";
-- ?1 = "shipped"
-- ?2 = "paid"
-- ?3 = [14,17]
select soloql_object('returning:raw',
  (select soloql_list('id:int! status:text!', t5."id", t5."status")
  from (select t5."id", t5."status" from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t6 join "orders" as t5 on t5."id" = t6."k0"
    order by t6."at") as t5));
-- ?1 = what an earlier step brings (slot 3)
