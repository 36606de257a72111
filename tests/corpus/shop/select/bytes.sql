select 'id:int! photo:blob', t0."id", t0."photo"
from "employees" as t0
order by t0."id" limit 4;
