select 'name:text!', t0."name"
from "products" as t0
where t0."sku" = ?1
order by t0."id";
-- ?1 uuid = "1000d889-00d9-4077-8023-abcdef000007"
