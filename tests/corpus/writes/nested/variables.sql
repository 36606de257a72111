select t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 2
select t1."id" from "authors" as t1
where t1."id" = ?1 limit 1;
-- ?1 = 2
update "books" as t2 set "author_id" = ?1
where t2."id" = ?2
returning "id", "id";
-- ?1 = what an earlier step brings (slot 6)
-- ?2 = what an earlier step brings (slot 7)
update "pages" as t3 set "book_id" = ?1
where t3."id" = ?2
returning 1;
-- ?1 = what an earlier step brings (slot 8)
-- ?2 = 4
insert into "pages" ("number", "book_id") values (?1, ?2)
returning 1;
-- ?1 = 5
-- ?2 = what an earlier step brings (slot 8)
select
  (select soloql_object('author?{name:text!} pages:raw', t7."id", t7."name",
    (select soloql_list('id:int! number:int!', t8."id", t8."number")
    from (select t8."id", t8."number" from "pages" as t8
      where t8."book_id" = t5."id"
      order by t8."id") as t8))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t6 join "books" as t5 on t5."id" = t6."k0"
  left join "authors" as t7 on t7."id" = t5."author_id" limit 1);
-- ?1 = what an earlier step brings (slot 5)
