select 'id:int!', t0."id"
from "customers" as t0
order by t0."id" limit 2;
