select 'id:int!', t0."id"
from "products" as t0
where (soloql_like(?1, t0."name") and t0."price" > ?2 and t0."stock" <= ?3)
order by t0."id";
-- ?1 text = "%e%" (slot 2)
-- ?2 numeric = 20 (slot 0)
-- ?3 int = 10 (slot 1)
