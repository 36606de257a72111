select t0."id", t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 1
delete from "pages" as t2
where t2."book_id" = ?1
returning 1;
-- ?1 = what an earlier step brings (slot 2)
select
  (select soloql_object('pages:raw',
    (select soloql_list('id:int!', t5."id")
    from (select t5."id" from "pages" as t5
      where t5."book_id" = t3."id"
      order by t5."id") as t5))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "books" as t3 on t3."id" = t4."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
update "books" as t6 set "copies" = ?1
where t6."id" = ?2
returning "id";
-- ?1 = 1
-- ?2 = 2
select
  (select soloql_object('pages:raw',
    (select soloql_list('id:int!', t9."id")
    from (select t9."id" from "pages" as t9
      where t9."book_id" = t7."id"
      order by t9."id") as t9))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t8 join "books" as t7 on t7."id" = t8."k0" limit 1);
-- ?1 = what an earlier step brings (slot 4)
