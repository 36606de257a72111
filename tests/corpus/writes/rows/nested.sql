-- for each row of the list, of which the first is:
insert into "authors" ("name") values (?1)
returning "id";
-- ?1 = "A1"
insert into "books" ("title", "author_id") values (?1, ?2)
returning "id", "id";
-- ?1 = "a"
-- ?2 = what an earlier step brings (slot 6)
insert into "pages" ("number", "book_id") values (?1, ?2)
returning 1;
-- ?1 = 1
-- ?2 = what an earlier step brings (slot 7)
insert into "pages" ("number", "book_id") values (?1, ?2)
returning 1;
-- ?1 = 2
-- ?2 = what an earlier step brings (slot 7)
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('title:text! author?{name:text!} pages:raw', t4."title", t6."id", t6."name",
    (select soloql_list('number:int!', t7."number")
    from (select t7."number" from "pages" as t7
      where t7."book_id" = t4."id"
      order by t7."number", t7."id") as t7))
  from (select t4."title", t4."author_id", t4."id" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0"
    order by t5."at") as t4
  left join "authors" as t6 on t6."id" = t4."author_id"));
-- ?1 = what an earlier step brings (slot 4)
-- ?2 = what an earlier step brings (slot 5)
