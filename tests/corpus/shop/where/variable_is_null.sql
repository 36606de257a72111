select 'id:int!', t0."id"
from "products" as t0
where t0."category_id" is null
order by t0."id";
