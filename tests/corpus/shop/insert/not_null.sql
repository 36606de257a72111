insert into "tags" ("id") values (?1)
returning "id";
-- ?1 = 900
select
  (select soloql_object('id:int!', t1."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "tags" as t1 on t1."id" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
