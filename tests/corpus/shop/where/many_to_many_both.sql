select 'name:text!', t0."name"
from "products" as t0
where (exists (select 1 from "product_tags" as t2 join "tags" as t1 on t1."id" = t2."tag_id"
  where t2."product_id" = t0."id" and t1."label" = ?1) and exists (select 1 from "product_tags" as t4 join "tags" as t3 on t3."id" = t4."tag_id"
  where t4."product_id" = t0."id" and t3."label" = ?2))
order by t0."id";
-- ?1 text = "waterproof"
-- ?2 text = "light"
