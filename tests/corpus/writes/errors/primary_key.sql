insert into "book_genres" ("book_id", "genre_id") values (?1, ?2)
returning "book_id", "genre_id";
-- ?1 = 1
-- ?2 = 2
select
  (select soloql_object('book_id:int!', t1."book_id")
  from (select json_extract(value, '$[0]') as "k0", json_extract(value, '$[1]') as "k1", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "book_genres" as t1 on t1."book_id" = t2."k0" and t1."genre_id" = t2."k1" limit 1);
-- ?1 = what an earlier step brings (slot 1)
