select 'id:int! label:text!', t0."id", t0."label"
from "tags" as t0
order by t0."id";
