select 'id:int!', t0."id"
from "products" as t0
where ((t0."price" < ?1 or exists (select 1 from "categories" as t1
  where t1."id" = t0."category_id" and soloql_ilike(?2, t1."name"))) and not (t0."discontinued" = ?3))
order by t0."id";
-- ?1 numeric = 3 (slot 0)
-- ?2 text = "%kn%" (slot 1)
-- ?3 bool = true (slot 2)
