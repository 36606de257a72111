select 'name:text!', t0."name"
from "customers" as t0
where soloql_regex(?1, t0."name")
order by t0."id";
-- ?1 text = "^(([a-zA-Z ])+)+[!]$"
