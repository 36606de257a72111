insert into "items" ("order_id", "line", "product_id", "quantity", "price") values (?1, ?2, ?3, ?4, ?5)
returning "rowid";
-- ?1 = 1
-- ?2 = 99
-- ?3 = 1
-- ?4 = 0
-- ?5 = 1
select
  (select soloql_object('line:int!', t1."line")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "items" as t1 on t1."rowid" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
