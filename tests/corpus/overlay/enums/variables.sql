select 'id:int! status:order_status(open|paid|shipped)!', t0."id", t0."status"
from "orders" as t0
where (t0."status" <> ?1 and t0."status" in (select value from temp.soloql_each(?2, 'text')))
order by t0."id";
-- ?1 text = "paid"
-- ?2 text[] = ["open","paid"]
