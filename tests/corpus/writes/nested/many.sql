select t0."id", t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 1
delete from "book_genres" as t2
where (t2."book_id" = ?1 and exists (select 1 from "genres" as t3
  where t3."id" = t2."genre_id" and t3."id" = ?2))
returning 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = 1
update "genres" as t4 set "label" = ?1
where exists (select 1 from "book_genres" as t5
  where t5."genre_id" = t4."id" and t5."book_id" = ?2)
returning 1;
-- ?1 = "PLAYS"
-- ?2 = what an earlier step brings (slot 2)
select t6."id" from "genres" as t6
where t6."id" = ?1 limit 1;
-- ?1 = 3
insert into "book_genres" ("book_id", "genre_id") values (?1, ?2)
on conflict ("book_id", "genre_id") do nothing
returning 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 3)
select t8."id" from "genres" as t8
where t8."id" = ?1 limit 1;
-- ?1 = 2
insert into "book_genres" ("book_id", "genre_id") values (?1, ?2)
on conflict ("book_id", "genre_id") do nothing
returning 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 4)
insert into "genres" ("label") values (?1)
returning "id";
-- ?1 = "new"
insert into "book_genres" ("book_id", "genre_id") values (?1, ?2)
on conflict ("book_id", "genre_id") do nothing
returning 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 5)
select
  (select soloql_object('genres:raw',
    (select soloql_list('id:int! label:text! books:raw', t14."id", t14."label",
      (select soloql_list('id:int!', t16."id")
      from (select t16."id" from "book_genres" as t17 join "books" as t16 on t16."id" = t17."book_id"
        where t17."genre_id" = t14."id"
        order by t16."id") as t16))
    from (select t14."id", t14."label" from "book_genres" as t15 join "genres" as t14 on t14."id" = t15."genre_id"
      where t15."book_id" = t12."id"
      order by t14."id") as t14))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t13 join "books" as t12 on t12."id" = t13."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
