select 'id:int! _and_2:text _or_2:text _not_2:text', t0."id", t0."_and", t0."_or", t0."_not"
from "t_order_by" as t0
where (t0."_or" = ?1 and t0."_and" = ?2)
order by t0."id";
-- ?1 text = "or"
-- ?2 text = "and"
