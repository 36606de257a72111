select 'price:numeric!', t0."price"
from "products" as t0
where t0."price" in (select value from temp.soloql_each(?1, 'numeric'))
order by t0."id";
-- ?1 numeric[] = [12.90,9.99]
