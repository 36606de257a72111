select 'id:int name:text', t0."id", t0."name"
from "writable" as t0
order by t0."name" nulls last, t0."id" nulls last;
