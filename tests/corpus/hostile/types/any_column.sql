select 'id:int! a:any', t0."id", t0."a"
from "strict_types" as t0
order by t0."id";
