select t0."id" from "genres" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 3
update "genres" as t1 set "id" = ?1
where t1."id" = ?2
returning "id", "id";
-- ?1 = 30
-- ?2 = what an earlier step brings (slot 2)
select t2."id" from "books" as t2
where t2."id" = ?1 limit 1;
-- ?1 = 3
insert into "book_genres" ("genre_id", "book_id") values (?1, ?2)
on conflict ("book_id", "genre_id") do nothing
returning 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = what an earlier step brings (slot 4)
select
  (select soloql_object('id:int! books:raw', t4."id",
    (select soloql_list('title:text!', t6."title")
    from (select t6."title" from "book_genres" as t7 join "books" as t6 on t6."id" = t7."book_id"
      where t7."genre_id" = t4."id"
      order by t6."id") as t6))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "genres" as t4 on t4."id" = t5."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
