select 'id:int! placed_at:timestamp! ship_by:date', t0."id", t0."placed_at", t0."ship_by"
from "orders" as t0
where (t0."placed_at" >= ?1 and t0."placed_at" < ?2 and t0."ship_by" is not null)
order by t0."id";
-- ?1 timestamp = "2024-02-15"
-- ?2 timestamp = "2024-02-21"
