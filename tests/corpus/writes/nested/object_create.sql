select t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 2
insert into "publishers" ("name") values (?1)
returning "id";
-- ?1 = "East"
insert into "authors" ("name", "score") values (?1, ?2)
returning "id";
-- ?1 = "Dee"
-- ?2 = 3
update "books" as t3 set "publisher_id" = ?1, "editor_id" = ?2
where t3."id" = ?3
returning "id";
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 3)
-- ?3 = what an earlier step brings (slot 4)
select
  (select soloql_object('title:text! publisher?{name:text!} editor?{name:text! score:int!}', t4."title", t6."id", t6."name", t7."id", t7."name", t7."score")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0"
  left join "publishers" as t6 on t6."id" = t4."publisher_id"
  left join "authors" as t7 on t7."id" = t4."editor_id" limit 1);
-- ?1 = what an earlier step brings (slot 1)
