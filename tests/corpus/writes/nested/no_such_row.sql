select t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 99
insert into "authors" ("name") values (?1)
returning "id";
-- ?1 = "nobody"
update "books" as t2 set "author_id" = ?1
where t2."id" = ?2
returning "id", "id";
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 3)
insert into "pages" ("number", "book_id") values (?1, ?2)
returning 1;
-- ?1 = 1
-- ?2 = what an earlier step brings (slot 4)
select
  (select soloql_object('id:int!', t4."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
update "authors" as t6 set "score" = ?1
where t6."name" = ?2
returning "id";
-- ?1 = 1
-- ?2 = "nobody"
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 5)
