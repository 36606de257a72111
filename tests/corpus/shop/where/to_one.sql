select 'order_id:int! line:int!', t0."order_id", t0."line"
from "items" as t0
where exists (select 1 from "products" as t1
  where t1."id" = t0."product_id" and exists (select 1 from "categories" as t2
    where t2."id" = t1."category_id" and t2."name" = ?1))
order by t0."order_id", t0."line", t0."rowid";
-- ?1 text = "Novels"
