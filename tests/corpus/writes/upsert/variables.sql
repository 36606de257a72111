insert into "authors" ("name", "score") values (?1, ?2)
on conflict ("name") do update set "score" = excluded."score"
returning "id";
-- ?1 = "Ada"
-- ?2 = 11
insert into "authors" ("name", "score") values (?1, ?2)
on conflict ("name") do update set "score" = excluded."score"
returning "id";
-- ?1 = "Eve"
-- ?2 = 50
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('name:text! score:int!', t2."name", t2."score")
  from (select t2."name", t2."score" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t3 join "authors" as t2 on t2."id" = t3."k0"
    order by t3."at") as t2));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
