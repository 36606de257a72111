insert into "tags" ("id", "label") values (?1, ?2)
on conflict ("id") do nothing
returning "id";
-- ?1 = 1
-- ?2 = "unheard of"
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('label:text!', t1."label")
  from (select t1."label" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t2 join "tags" as t1 on t1."id" = t2."k0"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
insert into "tags" ("id", "label") values (?1, ?2)
on conflict ("id") do nothing
returning "id";
-- ?1 = 1
-- ?2 = "neither"
select
  (select soloql_object('label:text!', t4."label")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "tags" as t4 on t4."id" = t5."k0" limit 1);
-- ?1 = what an earlier step brings (slot 3)
