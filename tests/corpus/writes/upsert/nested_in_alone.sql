insert into "authors" ("name") values (?1)
on conflict ("name") do nothing
returning "id", "id";
-- ?1 = "Ada"
select t2."id" from "authors" as t2
where t2."name" = ?1 limit 1;
-- ?1 = "Ada"
insert into "books" ("title", "author_id") values (?1, ?2)
returning 1;
-- ?1 = "Doors"
-- ?2 = what an earlier step brings (slot 2)
select
  (select soloql_object('name:text!', t3."name")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "authors" as t3 on t3."id" = t4."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
insert into "authors" ("name", "score") values (?1, ?2)
on conflict ("name") do update set "score" = excluded."score"
where "authors"."score" > ?3
returning "id";
-- ?1 = "Bob"
-- ?2 = 99
-- ?3 = 50
select t6."id" from "authors" as t6
where t6."name" = ?1 limit 1;
-- ?1 = "Bob"
insert into "books" ("title", "author_id") values (?1, ?2)
returning "id";
-- ?1 = "Ends"
-- ?2 = what an earlier step brings (slot 5)
select
  (select soloql_object('title:text! author?{id:int! score:int!}', t8."title", t10."id", t10."id", t10."score")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t9 join "books" as t8 on t8."id" = t9."k0"
  left join "authors" as t10 on t10."id" = t8."author_id" limit 1);
-- ?1 = what an earlier step brings (slot 4)
