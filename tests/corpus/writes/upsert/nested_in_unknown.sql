insert into "books" ("author_id", "publisher_id", "title") values (?1, ?2, ?3)
on conflict ("id") do nothing
returning "id", "id";
-- ?1 = 1
-- ?2 = 1
-- ?3 = "Arches"
insert into "pages" ("number", "book_id") values (?1, ?2)
returning 1;
-- ?1 = 77
-- ?2 = what an earlier step brings (slot 2)
select
  (select soloql_object('id:int!', t3."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "books" as t3 on t3."id" = t4."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
