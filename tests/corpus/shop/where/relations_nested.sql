select 'name:text!', t0."name"
from "customers" as t0
where exists (select 1 from "orders" as t1
  where t1."customer_id" = t0."id" and (t1."status" = ?1 and exists (select 1 from "items" as t2
    where t2."order_id" = t1."id" and exists (select 1 from "products" as t3
      where t3."id" = t2."product_id" and exists (select 1 from "product_tags" as t5 join "tags" as t4 on t4."id" = t5."tag_id"
        where t5."product_id" = t3."id" and t4."label" = ?2)))))
order by t0."id";
-- ?1 text = "shipped"
-- ?2 text = "sharp"
