select t0."id", t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 1
delete from "genres" as t2
where (exists (select 1 from "book_genres" as t3
  where t3."genre_id" = t2."id" and t3."book_id" = ?1) and t2."label" in (select value from temp.soloql_each(?2, 'text')))
returning 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = ["poems","maps"]
select
  (select soloql_object('genres:raw',
    (select soloql_list('label:text!', t6."label")
    from (select t6."label" from "book_genres" as t7 join "genres" as t6 on t6."id" = t7."genre_id"
      where t7."book_id" = t4."id"
      order by t6."id") as t6))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
select cast(
  (select soloql_list('label:text!', t9."label")
  from (select t9."label" from "genres" as t9
    where t9."id" > ?1
    order by t9."id") as t9) as text);
-- ?1 = 0
delete from "genres" as t8
where t8."id" > ?1
returning 1;
-- ?1 = 0
select soloql_object('returning:raw', ?1);
-- ?1 = what an earlier step brings (slot 5)
