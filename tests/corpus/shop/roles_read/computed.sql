select 'greeting:text', t0."greeting*"
from (select *, case when t0."country" in (select value from temp.soloql_each(?1, 'text')) then "greeting" end as "greeting*" from (select "id", "name", "email", "country", "rowid" as "rowid", ('Dear ' || name || ' of ' || country) as "greeting" from "customers") as t0) as t0
where ((t0."country" in (select value from temp.soloql_each(?2, 'text')) or exists (select 1 from "orders" as t1
  where t1."customer_id" = t0."id" and t1."employee_id" = ?3)) and soloql_like(?4, t0."greeting*"))
order by t0."id";
-- ?1 text[] = ["DE","FR"] (slot 0)
-- ?2 text[] = ["DE","FR"] (slot 0)
-- ?3 int = 4 (slot 1)
-- ?4 text = "%FR"
