select 'id:int! stars:int!', t0."id", t0."stars"
from "reviews" as t0
where exists (select 1 from "employees" as t1
  where (t1."id" = ?1 and t1."title" = ?2))
order by t0."id" limit 2;
-- ?1 int = 4 (slot 0)
-- ?2 text = "Clerk"
