select t0."id", t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 1
delete from "pages" as t2
where (t2."book_id" = ?1 and t2."id" = ?2)
returning 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = 3
update "pages" as t3 set "text" = ?1
where (t3."book_id" = ?2 and t3."id" in (select value from temp.soloql_each(?3, 'int')))
returning 1;
-- ?1 = "mine"
-- ?2 = what an earlier step brings (slot 2)
-- ?3 = [1,3]
select
  (select soloql_object('id:int! pages:raw', t4."id",
    (select soloql_list('id:int! text:text', t6."id", t6."text")
    from (select t6."id", t6."text" from "pages" as t6
      where t6."book_id" = t4."id"
      order by t6."id") as t6))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
update "books" as t7 set "title" = ?1
where t7."id" = ?2
returning "id";
-- ?1 = "B"
-- ?2 = 2
select
  (select soloql_object('pages:raw',
    (select soloql_list('id:int! text:text', t10."id", t10."text")
    from (select t10."id", t10."text" from "pages" as t10
      where t10."book_id" = t8."id"
      order by t10."id") as t10))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t9 join "books" as t8 on t8."id" = t9."k0" limit 1);
-- ?1 = what an earlier step brings (slot 4)
