insert into "customers" ("id", "name", "country", "created_at") values (?1, ?2, ?3, ?4)
returning "id";
-- ?1 = 7001
-- ?2 = "New"
-- ?3 = "DE"
-- ?4 = "$now"
select
  (select soloql_object('id:int! name:text!', t1."id", t1."name")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "customers" as t1 on t1."id" = t2."k0"
  where t1."id" = ?2 limit 1);
-- ?1 = what an earlier step brings (slot 1)
-- ?2 = 7
insert into "customers" ("id", "name", "country", "created_at") values (?1, ?2, ?3, ?4)
returning "id";
-- ?1 = 7002
-- ?2 = "Newer"
-- ?3 = "DE"
-- ?4 = "$now"
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 3)
