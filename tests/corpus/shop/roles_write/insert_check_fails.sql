insert into "reviews" ("product_id", "stars", "customer_id", "written_at") values (?1, ?2, ?3, ?4)
returning "id";
-- ?1 = 11
-- ?2 = 1
-- ?3 = 7
-- ?4 = "2024-06-01 12:00:00"
select 1 from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t8 join "reviews" as t4 on t4."id" = t8."k0" where exists (select 1 from "customers" as t5
  where t5."id" = t4."customer_id" and exists (select 1 from "orders" as t6
    where t6."customer_id" = t5."id" and (t6."status" = ?2 and exists (select 1 from "items" as t7
      where t7."order_id" = t6."id" and t7."product_id" = t4."product_id")))) is not true limit 1;
-- ?1 = what an earlier step brings (slot 3)
-- ?2 = "shipped"
select
  (select soloql_object('id:int!', t1."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t3 join "reviews" as t1 on t1."id" = t3."k0"
  where (exists (select 1 from "products" as t2
    where t2."id" = t1."product_id" and t2."discontinued" = ?2) or t1."customer_id" = ?3) limit 1);
-- ?1 = what an earlier step brings (slot 1)
-- ?2 = false
-- ?3 = 7
