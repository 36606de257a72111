select 'a:int! b:int! c:int!', t0."id", t0."id", t0."id"
from "tags" as t0
order by t0."id" limit 1;
