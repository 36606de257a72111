insert into "books" ("author_id", "publisher_id", "title") values (?1, ?2, ?3)
on conflict ("publisher_id", "title") where ( not withdrawn) do nothing
returning "id";
-- ?1 = 3
-- ?2 = 1
-- ?3 = "Arches"
insert into "books" ("author_id", "publisher_id", "title") values (?1, ?2, ?3)
on conflict ("publisher_id", "title") where ( not withdrawn) do nothing
returning "id";
-- ?1 = 3
-- ?2 = 2
-- ?3 = "Caves"
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! title:text! withdrawn:bool!', t2."id", t2."title", t2."withdrawn")
  from (select t2."id", t2."title", t2."withdrawn" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t3 join "books" as t2 on t2."id" = t3."k0"
    order by t3."at") as t2));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
