insert into "books" ("author_id", "title") values (?1, ?2)
returning "id", "id";
-- ?1 = 3
-- ?2 = "p"
-- for each row of the list, of which the first is:
insert into "pages" ("number", "book_id") values (?1, ?2)
returning 1;
-- ?1 = 5
-- ?2 = what an earlier step brings (slot 3)
insert into "books" ("author_id", "title") values (?1, ?2)
returning "id", "id";
-- ?1 = 3
-- ?2 = "q"
-- for each row of the list, of which the first is:
insert into "pages" ("number", "book_id") values (?1, ?2)
returning 1;
-- ?1 = 5
-- ?2 = what an earlier step brings (slot 4)
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('title:text! pages:raw', t4."title",
    (select soloql_list('number:int!', t6."number")
    from (select t6."number" from "pages" as t6
      where t6."book_id" = t4."id"
      order by t6."number", t6."id") as t6))
  from (select t4."title", t4."id" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0"
    order by t5."at") as t4));
-- ?1 = what an earlier step brings (slot 1)
-- ?2 = what an earlier step brings (slot 2)
select t7."id", t7."id" from "books" as t7
where t7."id" = ?1 limit 1;
-- ?1 = 3
-- for each row of the list, of which the first is:
insert into "pages" ("number", "book_id") values (?1, ?2)
returning 1;
-- ?1 = 5
-- ?2 = what an earlier step brings (slot 7)
select
  (select soloql_object('pages:raw',
    (select soloql_list('number:int!', t12."number")
    from (select t12."number" from "pages" as t12
      where t12."book_id" = t10."id"
      order by t12."number", t12."id") as t12))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t11 join "books" as t10 on t10."id" = t11."k0" limit 1);
-- ?1 = what an earlier step brings (slot 6)
