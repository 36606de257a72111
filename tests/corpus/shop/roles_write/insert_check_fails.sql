insert into "reviews" ("product_id", "stars", "customer_id", "written_at") values (?1, ?2, ?3, ?4)
returning "id";
-- ?1 = 11
-- ?2 = 1
-- ?3 = 7
-- ?4 = "2024-06-01 12:00:00"
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t9 join "reviews" as t5 on t5."id" = t9."k0" where exists (select 1 from "customers" as t6
  where t6."id" = t5."customer_id" and exists (select 1 from "orders" as t7
    where t7."customer_id" = t6."id" and (t7."status" = ?2 and exists (select 1 from "items" as t8
      where t8."order_id" = t7."id" and t8."product_id" = t5."product_id")))) is not true limit 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = "shipped"
select
  (select soloql_object('id:int!', t2."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "reviews" as t2 on t2."id" = t4."k0"
  where (exists (select 1 from "products" as t3
    where t3."id" = t2."product_id" and t3."discontinued" = ?2) or t2."customer_id" = ?3) limit 1);
-- ?1 = what an earlier step brings (slot 1)
-- ?2 = false
-- ?3 = 7
