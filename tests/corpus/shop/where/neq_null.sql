select 'id:int! category_id:int', t0."id", t0."category_id"
from "products" as t0
where t0."category_id" <> ?1
order by t0."id";
-- ?1 int = 4
