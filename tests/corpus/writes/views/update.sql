update "catalogue" set "title" = ?1
where "catalogue"."id" = ?2
returning "id";
-- ?1 = "Gates"
-- ?2 = 1
select
  (select soloql_object('id:int title:text author:text', t1."id", t1."title", t1."author")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "catalogue" as t1 on t1."id" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
update "catalogue" set "title" = ?1
where "catalogue"."id" = ?2
returning "id";
-- ?1 = "x"
-- ?2 = 2
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 2)
