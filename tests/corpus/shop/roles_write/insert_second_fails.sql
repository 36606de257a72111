insert into "reviews" ("product_id", "stars", "customer_id", "written_at") values (?1, ?2, ?3, ?4)
returning "id";
-- ?1 = 15
-- ?2 = 5
-- ?3 = 7
-- ?4 = "2024-06-01 12:00:00"
insert into "reviews" ("product_id", "stars", "customer_id", "written_at") values (?1, ?2, ?3, ?4)
returning "id";
-- ?1 = 11
-- ?2 = 5
-- ?3 = 7
-- ?4 = "2024-06-01 12:00:00"
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t8 join "reviews" as t4 on t4."id" = t8."k0" where exists (select 1 from "customers" as t5
  where t5."id" = t4."customer_id" and exists (select 1 from "orders" as t6
    where t6."customer_id" = t5."id" and (t6."status" = ?2 and exists (select 1 from "items" as t7
      where t7."order_id" = t6."id" and t7."product_id" = t4."product_id")))) is not true limit 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = "shipped"
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
