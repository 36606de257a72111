select 'name:text!', t0."name"
from "customers" as t0
where (soloql_json_contains(t0."settings", ?1) or soloql_json_has_any(t0."settings", ?2))
order by t0."id";
-- ?1 json = {"theme":"light"} (slot 0)
-- ?2 text[] = ["locale"] (slot 1)
