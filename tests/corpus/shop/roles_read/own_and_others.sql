select 'id:int! product_id:int! stars:int! customer_id:int written_at:timestamp', t0."id", t0."product_id", t0."stars", t0."customer_id*", t0."written_at*"
from (select "id", "product_id", "customer_id", "stars", "title", "body", "written_at", "rowid" as "rowid", case when t0."customer_id" = ?1 then "customer_id" end as "customer_id*", case when t0."customer_id" = ?2 then "written_at" end as "written_at*" from "reviews" as t0) as t0
where ((exists (select 1 from "products" as t1
  where t1."id" = t0."product_id" and t1."discontinued" = ?3) or t0."customer_id" = ?4) and t0."product_id" in (select value from temp.soloql_each(?5, 'int')))
order by t0."id";
-- ?1 int = 7 (slot 0)
-- ?2 int = 7 (slot 0)
-- ?3 bool = false
-- ?4 int = 7 (slot 0)
-- ?5 int[] = [1,5,13]
