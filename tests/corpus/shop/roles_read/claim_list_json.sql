select 'id:int! country:text', t0."id", t0."country*"
from (select "id", "name", "email", "country", "rowid" as "rowid", case when t0."country" in (select value from temp.soloql_each(?1, 'text')) then "country" end as "country*" from "customers" as t0) as t0
where (t0."country" in (select value from temp.soloql_each(?2, 'text')) or exists (select 1 from "orders" as t1
  where t1."customer_id" = t0."id" and t1."employee_id" = ?3))
order by t0."id";
-- ?1 text[] = ["SE","IE"] (slot 0)
-- ?2 text[] = ["SE","IE"] (slot 0)
-- ?3 int = 4 (slot 1)
