insert into "customers" ("id", "name", "created_at") values (?1, ?2, ?3)
on conflict ("id") do nothing
returning "id", "id";
-- ?1 = 1
-- ?2 = "x"
-- ?3 = "2024-01-01"
select t2."id" from "customers" as t2
where t2."id" = ?1 limit 1;
-- ?1 = 1
insert into "orders" ("placed_at", "customer_id") values (?1, ?2)
returning 1;
-- ?1 = "2024-01-01"
-- ?2 = what an earlier step brings (slot 2)
select
  (select soloql_object('id:int!', t3."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "customers" as t3 on t3."id" = t4."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
