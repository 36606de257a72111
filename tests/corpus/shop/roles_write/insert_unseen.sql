insert into "products" ("id", "sku", "name", "price", "stock", "discontinued") values (?1, ?2, ?3, ?4, ?5, ?6)
returning "id";
-- ?1 = 90
-- ?2 = "new"
-- ?3 = "New"
-- ?4 = 3
-- ?5 = 1
-- ?6 = false
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "products" as t3 on t3."id" = t4."k0" where t3."price" > ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = 1
select
  (select soloql_object('id:int! discontinued:bool!', t1."id", t1."discontinued")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "products" as t1 on t1."id" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
