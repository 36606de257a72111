insert into "settings" ("key", "value") values (?1, ?2)
returning "rowid";
-- ?1 = "k"
-- ?2 = [1]
select
  (select soloql_object('key:text! value:any', t1."key", t1."value")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "settings" as t1 on t1."rowid" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
