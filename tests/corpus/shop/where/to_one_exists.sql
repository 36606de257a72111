select 'id:int! name:text!', t0."id", t0."name"
from "products" as t0
where not (exists (select 1 from "categories" as t1
  where t1."id" = t0."category_id"))
order by t0."id";
