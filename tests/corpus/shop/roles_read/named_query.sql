select 'name:text! price:numeric!', t0."name", t0."price"
from (select * from products order by units_sold desc limit ?1) as t0
where t0."discontinued" = ?2 limit 3;
-- ?1 int = 6
-- ?2 bool = false
