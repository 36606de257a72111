select t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 1
update "books" as t1 set "copies" = soloql_add(t1."copies", ?1)
where t1."id" = ?2
returning "id", "id";
-- ?1 = 1
-- ?2 = what an earlier step brings (slot 2)
delete from "pages" as t2
where (t2."book_id" = ?1 and t2."number" = ?2)
returning 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = 1
update "pages" as t3 set "book_id" = ?1
where (t3."book_id" = ?2 and t3."id" = ?3)
returning 1;
-- ?1 = null
-- ?2 = what an earlier step brings (slot 3)
-- ?3 = 2
update "pages" as t4 set "text" = ?1
where t4."book_id" = ?2
returning 1;
-- ?1 = "none are left"
-- ?2 = what an earlier step brings (slot 3)
update "pages" as t5 set "book_id" = ?1
where t5."id" = ?2
returning 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = 3
update "pages" as t6 set "book_id" = ?1
where t6."id" = ?2
returning 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = 4
insert into "pages" ("number", "text", "book_id") values (?1, ?2, ?3)
returning 1;
-- ?1 = 7
-- ?2 = "new"
-- ?3 = what an earlier step brings (slot 3)
insert into "pages" ("number", "book_id") values (?1, ?2)
returning 1;
-- ?1 = 8
-- ?2 = what an earlier step brings (slot 3)
select
  (select soloql_object('copies:int! title:text! author?{id:int! name:text!} publisher?{name:text!} pages:raw genres:raw', t9."copies", t9."title", t11."id", t11."id", t11."name", t12."id", t12."name",
    (select soloql_list('id:int! number:int! text:text', t13."id", t13."number", t13."text")
    from (select t13."id", t13."number", t13."text" from "pages" as t13
      where t13."book_id" = t9."id"
      order by t13."id") as t13),
    (select soloql_list('id:int! label:text!', t14."id", t14."label")
    from (select t14."id", t14."label" from "book_genres" as t15 join "genres" as t14 on t14."id" = t15."genre_id"
      where t15."book_id" = t9."id"
      order by t14."id") as t14))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t10 join "books" as t9 on t9."id" = t10."k0"
  left join "authors" as t11 on t11."id" = t9."author_id"
  left join "publishers" as t12 on t12."id" = t9."publisher_id" limit 1);
-- ?1 = what an earlier step brings (slot 1)
