select 'key:text! value:any', t0."key", t0."value"
from "settings" as t0
order by t0."key", t0."rowid";
