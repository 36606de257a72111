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
-- ?4 = 12.9
-- ?5 = what an earlier step brings (slot 2)
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t10 join "items" as t7 on t7."rowid" = t10."k0" where (exists (select 1 from "orders" as t8
  where t8."id" = t7."order_id" and (t8."customer_id" = ?2 and t8."status" = ?3)) and exists (select 1 from "products" as t9
  where t9."id" = t7."product_id" and t9."price" = t7."price")) is not true limit 1;
-- ?1 = what an earlier step brings (slot 4)
-- ?2 = 7
-- ?3 = "open"
select
  (select soloql_object('id:int! items:raw', t2."id",
    (select soloql_list('line:int! total:numeric', t4."line", t4."total")
    from (select t4."order_id", t4."line", t4."total" from "items" as t4
      where t4."order_id" = t2."id" and exists (select 1 from "orders" as t5
        where t5."id" = t4."order_id" and t5."customer_id" = ?1)
      order by t4."order_id", t4."line", t4."rowid") as t4))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t3 join "orders" as t2 on t2."id" = t3."k0"
  where t2."customer_id" = ?3 limit 1);
-- ?1 = 7
-- ?2 = what an earlier step brings (slot 1)
-- ?3 = 7
