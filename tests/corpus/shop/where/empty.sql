select 'id:int!', t0."id"
from "tags" as t0
order by t0."id";
