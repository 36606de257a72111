insert into "customers" ("name", "email", "created_at") values (?1, ?2, ?3)
on conflict ("email") do update set "name" = excluded."name"
where "customers"."newsletter" = ?4
returning "id";
-- ?1 = "Anna S."
-- ?2 = "anna@example.com"
-- ?3 = "2024-01-01"
-- ?4 = true
insert into "customers" ("name", "email", "created_at") values (?1, ?2, ?3)
on conflict ("email") do update set "name" = excluded."name"
where "customers"."newsletter" = ?4
returning "id";
-- ?1 = "New"
-- ?2 = "new@example.com"
-- ?3 = "2024-01-01"
-- ?4 = true
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('name:text! created_at:timestamp!', t2."name", t2."created_at")
  from (select t2."name", t2."created_at" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t3 join "customers" as t2 on t2."id" = t3."k0"
    order by t3."at") as t2));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
