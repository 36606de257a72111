select 'label:text!', t0."label"
from "tags" as t0
where not (exists (select 1 from "product_tags" as t2 join "products" as t1 on t1."id" = t2."product_id"
  where t2."tag_id" = t0."id"))
order by t0."id";
