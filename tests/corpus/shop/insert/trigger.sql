insert into "reviews" ("product_id", "customer_id", "stars", "title", "written_at") values (?1, ?2, ?3, ?4, ?5)
returning "id";
-- ?1 = 1
-- ?2 = 20
-- ?3 = 5
-- ?4 = "Splendid"
-- ?5 = "2024-01-01"
select
  (select soloql_object('title:text product?{name:text!}', t1."title", t3."id", t3."name")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "reviews" as t1 on t1."id" = t2."k0"
  left join "products" as t3 on t3."id" = t1."product_id" limit 1);
-- ?1 = what an earlier step brings (slot 1)
insert into "tags" ("label") values (?1)
returning "id";
-- ?1 = "x"
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 2)
