select 'id:int! i:int!', t0."id", t0."i"
from "strict_types" as t0
order by t0."id";
