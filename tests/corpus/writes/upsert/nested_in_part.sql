insert into "books" ("author_id", "publisher_id", "title") values (?1, ?2, ?3)
on conflict ("publisher_id", "title") where ( not withdrawn) do nothing
returning "id", "id";
-- ?1 = 3
-- ?2 = 1
-- ?3 = "Arches"
select t2."id" from "books" as t2
where (t2."publisher_id" = ?1 and t2."title" = ?2 and ( not withdrawn)) limit 1;
-- ?1 = 1
-- ?2 = "Arches"
insert into "pages" ("number", "book_id") values (?1, ?2)
returning 1;
-- ?1 = 77
-- ?2 = what an earlier step brings (slot 2)
select
  (select soloql_object('id:int!', t3."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "books" as t3 on t3."id" = t4."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
update "pages" as t5 set "text" = ?1
where t5."number" = ?2
returning "id";
-- ?1 = "x"
-- ?2 = 77
select soloql_object('returning:raw',
  (select soloql_list('book?{id:int! title:text!}', t8."id", t8."id", t8."title")
  from (select t6."book_id" from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t7 join "pages" as t6 on t6."id" = t7."k0"
    order by t7."at") as t6
  left join "books" as t8 on t8."id" = t6."book_id"));
-- ?1 = what an earlier step brings (slot 4)
