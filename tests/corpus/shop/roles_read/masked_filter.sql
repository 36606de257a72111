select 'id:int! email:text country:text', t0."id", t0."email*", t0."country*"
from (select "id", "name", "email", "country", "rowid" as "rowid", case when exists (select 1 from "orders" as t1
  where t1."customer_id" = t0."id" and t1."employee_id" = ?1) then "email" end collate "nocase" as "email*", case when t0."country" in (select value from temp.soloql_each(?2, 'text')) then "country" end as "country*" from "customers" as t0) as t0
where ((t0."country" in (select value from temp.soloql_each(?3, 'text')) or exists (select 1 from "orders" as t1
  where t1."customer_id" = t0."id" and t1."employee_id" = ?4)) and t0."email*" is not null)
order by t0."country*" nulls last, t0."email*" desc nulls first, t0."id";
-- ?1 int = 4 (slot 1)
-- ?2 text[] = ["DE","FR"] (slot 0)
-- ?3 text[] = ["DE","FR"] (slot 0)
-- ?4 int = 4 (slot 1)
