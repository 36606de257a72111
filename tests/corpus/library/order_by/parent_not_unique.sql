select 'id:int!', t0."id"
from "closures" as t0
order by (select t1."note" from "holidays" as t1
  where t1."day" = t0."day" limit 1) nulls last, t0."id";
