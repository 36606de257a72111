insert into "books" ("author_id", "publisher_id", "title", "copies") values (?1, ?2, ?3, ?4)
on conflict ("publisher_id", "title") where ( not withdrawn) do update set "copies" = excluded."copies"
returning "id";
-- ?1 = 3
-- ?2 = 1
-- ?3 = "Arches"
-- ?4 = 8
select
  (select soloql_object('id:int! copies:int! author?{name:text!}', t1."id", t1."copies", t3."id", t3."name")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "books" as t1 on t1."id" = t2."k0"
  left join "authors" as t3 on t3."id" = t1."author_id" limit 1);
-- ?1 = what an earlier step brings (slot 1)
