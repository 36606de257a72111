insert into "books" ("author_id", "title", "copies") values (?1, ?2, ?3)
on conflict ("author_id", "title") do update set "copies" = excluded."copies"
where "books"."copies" < ?4
returning "id";
-- ?1 = 1
-- ?2 = "Arches"
-- ?3 = 9
-- ?4 = 5
select
  (select soloql_object('id:int! copies:int!', t1."id", t1."copies")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "books" as t1 on t1."id" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
