select 'id:int! name:text!', t0."id", t0."name"
from "products" as t0
where (exists (select 1 from "reviews" as t1
  where t1."product_id" = t0."id" and exists (select 1 from "customers" as t2
    where t2."id" = t1."customer_id" and t2."country" = ?1)) or exists (select 1 from "categories" as t3
  where t3."id" = t0."category_id" and exists (select 1 from "categories" as t4
    where t4."id" = t3."parent_id" and t4."name" = ?2)))
order by t0."id";
-- ?1 text = "AT"
-- ?2 text = "Outdoor"
