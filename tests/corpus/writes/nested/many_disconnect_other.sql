select t0."id", t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 2
delete from "book_genres" as t2
where (t2."book_id" = ?1 and exists (select 1 from "genres" as t3
  where t3."id" = t2."genre_id" and t3."id" = ?2))
returning 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = 1
select
  (select soloql_object('id:int!', t4."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
