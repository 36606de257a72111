insert into "orders" ("placed_at", "customer_id", "status", "employee_id") values (?1, ?2, ?3, ?4)
returning "id", "id";
-- ?1 = "2024-05-05 10:00:00"
-- ?2 = 7
-- ?3 = "open"
-- ?4 = null
insert into "items" ("line", "product_id", "quantity", "price", "order_id") values (?1, ?2, ?3, ?4, ?5)
returning "rowid";
-- ?1 = 1
-- ?2 = 1
-- ?3 = 2
-- ?4 = 0.01
-- ?5 = what an earlier step brings (slot 2)
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t8 join "items" as t5 on t5."rowid" = t8."k0" where (exists (select 1 from "orders" as t6
  where t6."id" = t5."order_id" and (t6."customer_id" = ?2 and t6."status" = ?3)) and exists (select 1 from "products" as t7
  where t7."id" = t5."product_id" and t7."price" = t5."price")) is not true limit 1;
-- ?1 = what an earlier step brings (slot 4)
-- ?2 = 7
-- ?3 = "open"
select
  (select soloql_object('id:int!', t2."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t3 join "orders" as t2 on t2."id" = t3."k0"
  where t2."customer_id" = ?2 limit 1);
-- ?1 = what an earlier step brings (slot 1)
-- ?2 = 7
