insert into "orders" ("placed_at", "note", "customer_id", "status", "employee_id") values (?1, ?2, ?3, ?4, ?5)
returning "id";
-- ?1 = "2024-05-05 10:00:00"
-- ?2 = "ring twice"
-- ?3 = 7
-- ?4 = "open"
-- ?5 = null
select
  (select soloql_object('id:int! status:text! note:text', t1."id", t1."status", t1."note")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "orders" as t1 on t1."id" = t2."k0"
  where t1."customer_id" = ?2 limit 1);
-- ?1 = what an earlier step brings (slot 1)
-- ?2 = 7
