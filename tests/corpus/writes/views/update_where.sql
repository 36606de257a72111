update "catalogue" set "title" = ?1
where ("catalogue"."title" <> ?2 and "catalogue"."author" = ?3)
returning "id";
-- ?1 = "Gates"
-- ?2 = "Bells"
-- ?3 = "Ada"
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int title:text author:text', t1."id", t1."title", t1."author")
  from (select t1."id", t1."title", t1."author" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t2 join "catalogue" as t1 on t1."id" = t2."k0"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
