select 'name:text!', t0."name"
from "products" as t0
where exists (select 1 from "reviews" as t1
  where t1."product_id" = t0."id" and t1."stars" = ?1)
order by t0."id";
-- ?1 int = 1
