select 'id:int! name:text! country:text email:text greeting:text', t0."id", t0."name", t0."country*", t0."email*", t0."greeting*"
from (select *, case when t0."country" in (select value from temp.soloql_each(?1, 'text')) then "country" end as "country*", case when exists (select 1 from "orders" as t1
  where t1."customer_id" = t0."id" and t1."employee_id" = ?2) then "email" end collate "nocase" as "email*", case when t0."country" in (select value from temp.soloql_each(?3, 'text')) then "greeting" end as "greeting*" from (select "id", "name", "email", "country", "rowid" as "rowid", ('Dear ' || name || ' of ' || country) as "greeting" from "customers") as t0) as t0
where (t0."country" in (select value from temp.soloql_each(?4, 'text')) or exists (select 1 from "orders" as t1
  where t1."customer_id" = t0."id" and t1."employee_id" = ?5))
order by t0."id";
-- ?1 text[] = ["DE","FR"] (slot 0)
-- ?2 int = 4 (slot 1)
-- ?3 text[] = ["DE","FR"] (slot 0)
-- ?4 text[] = ["DE","FR"] (slot 0)
-- ?5 int = 4 (slot 1)
