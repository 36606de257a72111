select 'id:int! gone_id:int t_id:int b:int', t0."id", t0."gone_id", t0."t_id", t0."b"
from "orphan" as t0
order by t0."id";
