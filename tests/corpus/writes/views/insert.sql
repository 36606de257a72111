insert into "catalogue" ("id", "title", "author") values (?1, ?2, ?3)
returning "id";
-- ?1 = 50
-- ?2 = "Doors"
-- ?3 = "New"
select
  (select soloql_object('id:int title:text author:text', t1."id", t1."title", t1."author")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "catalogue" as t1 on t1."id" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
insert into "catalogue" ("title", "author") values (?1, ?2)
returning "id";
-- ?1 = "No id"
-- ?2 = "Ada"
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int', t4."id")
  from (select t4."id" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t5 join "catalogue" as t4 on t4."id" = t5."k0"
    order by t5."at") as t4));
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 3)
