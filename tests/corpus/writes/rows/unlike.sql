insert into "authors" ("name") values (?1)
returning "id";
-- ?1 = "X"
insert into "authors" ("name", "score") values (?1, ?2)
returning "id";
-- ?1 = "Y"
-- ?2 = 3
select soloql_object('returning:raw',
  (select soloql_list('name:text! score:int!', t2."name", t2."score")
  from (select t2."name", t2."score" from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t3 join "authors" as t2 on t2."id" = t3."k0"
    order by t3."at") as t2));
-- ?1 = what an earlier step brings (slot 4)
