insert into "authors" ("name") values (?1)
on conflict ("id") do nothing
returning "id", "id";
-- ?1 = "Ada"
insert into "books" ("title", "author_id") values (?1, ?2)
returning 1;
-- ?1 = "Doors"
-- ?2 = what an earlier step brings (slot 2)
select
  (select soloql_object('name:text!', t3."name")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "authors" as t3 on t3."id" = t4."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
