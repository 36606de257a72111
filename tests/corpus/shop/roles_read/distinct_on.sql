select 'country:text name:text!', t0."country*", t0."name"
from
  (select t0."id", t0."country*", t0."name", row_number() over (partition by t0."country*" order by t0."id") as "number" from (select "id", "name", "email", "country", "rowid" as "rowid", case when t0."country" in (select value from temp.soloql_each(?1, 'text')) then "country" end as "country*" from "customers" as t0) as t0
  where (t0."country" in (select value from temp.soloql_each(?2, 'text')) or exists (select 1 from "orders" as t1
    where t1."customer_id" = t0."id" and t1."employee_id" = ?3))) as t0
where t0."number" = 1
order by t0."country*" nulls last, t0."id";
-- ?1 text[] = ["DE","FR"] (slot 0)
-- ?2 text[] = ["DE","FR"] (slot 0)
-- ?3 int = 4 (slot 1)
