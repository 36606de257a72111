insert into "authors" ("id", "name") values (?1, ?2)
returning "id";
-- ?1 = 77
-- ?2 = "Zoe"
select
  (select soloql_object('id:int!', t1."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "authors" as t1 on t1."id" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 7)
-- for each row of the list, of which the first is:
insert into "books" ("author_id", "publisher_id", "title", "withdrawn") values (?1, ?2, ?3, ?4)
returning "id";
-- ?1 = 77
-- ?2 = 1
-- ?3 = "one"
-- ?4 = true
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! title:text! withdrawn:bool! publisher?{name:text!}', t4."id", t4."title", t4."withdrawn", t6."id", t6."name")
  from (select t4."id", t4."title", t4."withdrawn", t4."publisher_id" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0"
    order by t5."at") as t4
  left join "publishers" as t6 on t6."id" = t4."publisher_id"));
-- ?1 = what an earlier step brings (slot 8)
-- ?2 = what an earlier step brings (slot 9)
update "books" as t7 set "title" = ?1
where t7."author_id" = ?2
returning "id";
-- ?1 = "Zoe"
-- ?2 = 77
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 10)
