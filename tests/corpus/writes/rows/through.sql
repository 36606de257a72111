select t0."id", t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 3
-- for each row of the list, of which the first is:
insert into "genres" ("label") values (?1)
returning "id";
-- ?1 = "g1"
insert into "book_genres" ("book_id", "genre_id") values (?1, ?2)
on conflict ("book_id", "genre_id") do nothing
returning 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = what an earlier step brings (slot 4)
select
  (select soloql_object('genres:raw',
    (select soloql_list('label:text!', t6."label")
    from (select t6."label" from "book_genres" as t7 join "genres" as t6 on t6."id" = t7."genre_id"
      where t7."book_id" = t4."id"
      order by t6."id") as t6))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0" limit 1);
-- ?1 = what an earlier step brings (slot 2)
select t8."id", t8."id" from "books" as t8
where t8."id" = ?1 limit 1;
-- ?1 = 99
-- for each row of the list, of which the first is:
insert into "genres" ("label") values (?1)
returning "id";
-- ?1 = "g1"
insert into "book_genres" ("book_id", "genre_id") values (?1, ?2)
on conflict ("book_id", "genre_id") do nothing
returning 1;
-- ?1 = what an earlier step brings (slot 7)
-- ?2 = what an earlier step brings (slot 8)
select
  (select soloql_object('id:int!', t12."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t13 join "books" as t12 on t12."id" = t13."k0" limit 1);
-- ?1 = what an earlier step brings (slot 6)
