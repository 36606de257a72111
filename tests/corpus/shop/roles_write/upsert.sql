insert into "products" ("id", "sku", "name", "price", "stock", "discontinued") values (?1, ?2, ?3, ?4, ?5, ?6)
on conflict ("id") do update set "stock" = soloql_updated(excluded."stock")
where "products"."discontinued" = ?7
returning "id";
-- ?1 = 1
-- ?2 = "x"
-- ?3 = "The Long Winter"
-- ?4 = 2
-- ?5 = 5
-- ?6 = false
-- ?7 = false
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "products" as t3 on t3."id" = t4."k0" where t3."price" > ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = 1
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t6 join "products" as t5 on t5."id" = t6."k0" where t5."discontinued" = ?2 is not true limit 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = false
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! price:numeric! stock:int!', t1."id", t1."price", t1."stock")
  from (select t1."id", t1."price", t1."stock" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t2 join "products" as t1 on t1."id" = t2."k0"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
