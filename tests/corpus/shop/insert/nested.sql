insert into "customers" ("name", "created_at") values (?1, ?2)
returning "id";
-- ?1 = "Nina"
-- ?2 = "2024-06-01T11:59:00"
insert into "orders" ("status", "placed_at", "customer_id") values (?1, ?2, ?3)
returning "id", "id";
-- ?1 = "paid"
-- ?2 = "2024-06-01T12:00:00"
-- ?3 = what an earlier step brings (slot 2)
insert into "items" ("line", "product_id", "quantity", "price", "order_id") values (?1, ?2, ?3, ?4, ?5)
returning 1;
-- ?1 = 1
-- ?2 = 1
-- ?3 = 2
-- ?4 = 9.5
-- ?5 = what an earlier step brings (slot 3)
insert into "items" ("line", "product_id", "quantity", "price", "order_id") values (?1, ?2, ?3, ?4, ?5)
returning 1;
-- ?1 = 2
-- ?2 = 2
-- ?3 = 1
-- ?4 = 3
-- ?5 = what an earlier step brings (slot 3)
select
  (select soloql_object('status:text! customer?{name:text! orders:raw} items:raw', t4."status", t6."id", t6."name",
    (select soloql_list('status:text!', t7."status")
    from (select t7."status" from "orders" as t7
      where t7."customer_id" = t6."id"
      order by t7."id") as t7),
    (select soloql_list('line:int! total:numeric product?{name:text!}', t8."line", t8."total", t9."id", t9."name")
    from (select t8."line", t8."total", t8."product_id" from "items" as t8
      where t8."order_id" = t4."id"
      order by t8."order_id", t8."line", t8."rowid") as t8
    left join "products" as t9 on t9."id" = t8."product_id"))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "orders" as t4 on t4."id" = t5."k0"
  left join "customers" as t6 on t6."id" = t4."customer_id" limit 1);
-- ?1 = what an earlier step brings (slot 1)
