-- for each row of the list, of which the first is:
insert into "authors" ("name") values (?1)
returning "id";
-- ?1 = "Solo"
select soloql_object('returning:raw',
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "authors" as t1 on t1."id" = t2."k0"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 2)
