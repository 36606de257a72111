select t0."id", t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 2
select t2."id" from "genres" as t2
where t2."id" = ?1 limit 1;
-- ?1 = 99
insert into "book_genres" ("book_id", "genre_id") values (?1, ?2)
on conflict ("book_id", "genre_id") do nothing
returning 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 3)
select
  (select soloql_object('id:int!', t4."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
