select 'id:text! label:int!', t0."label", t0."id"
from "tags" as t0
order by t0."id" limit 2;
