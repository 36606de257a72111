select 'country:text! name:text!', t0."country", t0."name"
from
  (select t0."country", t0."id", t0."name", row_number() over (partition by t0."country" order by t0."id") as "number" from "customers" as t0) as t0
where t0."number" = 1
order by t0."country", t0."id" limit 3;
