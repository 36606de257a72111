select 'id:int! name:text!', t0."id", t0."name"
from "products" as t0
where t0."name" = ?1
order by t0."id";
-- ?1 text = "Milk Pan"
