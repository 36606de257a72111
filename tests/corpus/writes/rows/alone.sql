-- for each row of the list, of which the first is:
insert into "authors" ("name") values (?1)
on conflict ("name") do nothing
returning "id", "id";
-- ?1 = "Ada"
select t2."id" from "authors" as t2
where t2."name" = ?1 limit 1;
-- ?1 = "Ada"
insert into "books" ("title", "author_id") values (?1, ?2)
returning 1;
-- ?1 = "n1"
-- ?2 = what an earlier step brings (slot 4)
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('name:text! books_by_author:raw', t3."name",
    (select soloql_list('title:text!', t5."title")
    from (select t5."title" from "books" as t5
      where t5."author_id" = t3."id"
      order by t5."id") as t5))
  from (select t3."name", t3."id" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t4 join "authors" as t3 on t3."id" = t4."k0"
    order by t4."at") as t3));
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 3)
update "authors" as t6 set "score" = ?1
where t6."id" = ?2
returning "id";
-- ?1 = 1
-- ?2 = 1
select
  (select soloql_object('books_by_author:raw',
    (select soloql_list('title:text!', t9."title")
    from (select t9."title" from "books" as t9
      where t9."author_id" = t7."id"
      order by t9."id") as t9))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t8 join "authors" as t7 on t7."id" = t8."k0" limit 1);
-- ?1 = what an earlier step brings (slot 6)
