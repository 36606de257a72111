update "items" as t0 set "quantity" = soloql_add(t0."quantity", ?1)
where exists (select 1 from "orders" as t1
  where t1."id" = t0."order_id" and (t1."customer_id" = ?2 and t1."status" = ?3))
returning "rowid";
-- ?1 = 1
-- ?2 = 7
-- ?3 = "open"
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t3 join "items" as t2 on t2."rowid" = t3."k0" where t2."quantity" <= ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = 9
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
