select 'id:int!', t0."id"
from "products" as t0
where exists (select 1 from "reviews" as t1
  where t1."product_id" = t0."id")
order by t0."id";
