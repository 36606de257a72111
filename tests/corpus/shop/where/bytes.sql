select 'name:text! photo:blob', t0."name", t0."photo"
from "employees" as t0
where (t0."photo" = ?1 or t0."photo" = ?2 or t0."photo" in (select value from temp.soloql_each(?3, 'blob')))
order by t0."id";
-- ?1 blob = "AP8Q"
-- ?2 blob = ""
-- ?3 blob[] = ["iVBORw0KGgo="]
