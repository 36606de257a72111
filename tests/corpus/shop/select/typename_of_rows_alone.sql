select '__typename=tags'
from "tags" as t0
order by t0."id" limit 2;
