select 'name:text!', t0."name"
from "products" as t0
order by (select count(*) from "items" as t1
  where t1."product_id" = t0."id") desc, (select soloql_sum(t2."quantity") from "items" as t2
  where t2."product_id" = t0."id") nulls last, (select soloql_sum(t3."total") from "items" as t3
  where t3."product_id" = t0."id") desc nulls first, (select count(distinct t4."order_id") from "items" as t4
  where t4."product_id" = t0."id"), t0."id" limit 3;
