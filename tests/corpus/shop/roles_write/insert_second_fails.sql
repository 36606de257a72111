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
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t6 join "reviews" as t2 on t2."id" = t6."k0" where exists (select 1 from "customers" as t3
  where t3."id" = t2."customer_id" and exists (select 1 from "orders" as t4
    where t4."customer_id" = t3."id" and (t4."status" = ?2 and exists (select 1 from "items" as t5
      where t5."order_id" = t4."id" and t5."product_id" = t2."product_id")))) is not true limit 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = "shipped"
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
