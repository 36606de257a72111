select 'label:text!', t0."label"
from "tags" as t0
order by t0."label" desc, t0."id" limit 3;
