select 'name:text!', t0."name"
from "products" as t0
order by t0."units_sold" desc, t0."id" limit 3;
