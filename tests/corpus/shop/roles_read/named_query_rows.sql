select 'name:text!', t0."name"
from (select * from products order by units_sold desc limit ?1) as t0
where t0."discontinued" = ?2 limit 3;
-- ?1 int = 40 (slot 0)
-- ?2 bool = false
