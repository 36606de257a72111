-- for each row of the list, of which the first is:
insert into "expressions" default values
returning "id";
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! word:text', t1."id", t1."word")
  from (select t1."id", t1."word" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t2 join "expressions" as t1 on t1."id" = t2."k0"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
