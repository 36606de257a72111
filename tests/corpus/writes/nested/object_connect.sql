select t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 1
select t1."id" from "authors" as t1
where t1."id" = ?1 limit 1;
-- ?1 = 3
update "books" as t2 set "author_id" = ?1, "publisher_id" = ?2
where t2."id" = ?3
returning "id";
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = null
-- ?3 = what an earlier step brings (slot 3)
select
  (select soloql_object('title:text! author?{id:int! name:text!} publisher?{name:text!} pages:raw genres:raw', t3."title", t5."id", t5."id", t5."name", t6."id", t6."name",
    (select soloql_list('id:int! number:int! text:text', t7."id", t7."number", t7."text")
    from (select t7."id", t7."number", t7."text" from "pages" as t7
      where t7."book_id" = t3."id"
      order by t7."id") as t7),
    (select soloql_list('id:int! label:text!', t8."id", t8."label")
    from (select t8."id", t8."label" from "book_genres" as t9 join "genres" as t8 on t8."id" = t9."genre_id"
      where t9."book_id" = t3."id"
      order by t8."id") as t8))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "books" as t3 on t3."id" = t4."k0"
  left join "authors" as t5 on t5."id" = t3."author_id"
  left join "publishers" as t6 on t6."id" = t3."publisher_id" limit 1);
-- ?1 = what an earlier step brings (slot 1)
