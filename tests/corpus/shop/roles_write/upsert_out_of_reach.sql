insert into "products" ("id", "sku", "name", "price", "stock", "discontinued") values (?1, ?2, ?3, ?4, ?5, ?6)
on conflict ("id") do update set "stock" = soloql_updated(excluded."stock")
where "products"."discontinued" = ?7
returning "id";
-- ?1 = 7
-- ?2 = "x"
-- ?3 = "Bread Knife"
-- ?4 = 2
-- ?5 = 5
-- ?6 = false
-- ?7 = false
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "products" as t1 on t1."id" = t2."k0" where t1."price" > ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = 1
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "products" as t3 on t3."id" = t4."k0" where t3."discontinued" = ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = false
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
