select 'balance:float!', t0."balance"
from "members" as t0
where t0."id" <> ?1
order by t0."id";
-- ?1 int = 4
