insert into "items" ("order_id", "line", "product_id", "quantity", "price") values (?1, ?2, ?3, ?4, ?5)
on conflict ("order_id", "line") do update set "quantity" = excluded."quantity"
returning "rowid";
-- ?1 = 1
-- ?2 = 1
-- ?3 = 1
-- ?4 = 77
-- ?5 = 2
select
  (select soloql_object('quantity:int! total:numeric', t1."quantity", t1."total")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "items" as t1 on t1."rowid" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
