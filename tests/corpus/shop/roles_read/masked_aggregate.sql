select soloql_object('aggregate:raw',
  (select soloql_object('count:int! n:int! countries:int! max{email:text name:text}', count(*), count(t0."email*"), count(distinct t0."country*"), max(t0."email*"), max(t0."name"))
  from (select "id", "name", "email", "country", "rowid" as "rowid", case when exists (select 1 from "orders" as t1
    where t1."customer_id" = t0."id" and t1."employee_id" = ?1) then "email" end collate "nocase" as "email*", case when t0."country" in (select value from temp.soloql_each(?2, 'text')) then "country" end as "country*" from "customers" as t0) as t0
  where (t0."country" in (select value from temp.soloql_each(?3, 'text')) or exists (select 1 from "orders" as t1
    where t1."customer_id" = t0."id" and t1."employee_id" = ?4)))) as "customers_aggregate";
-- ?1 int = 4 (slot 1)
-- ?2 text[] = ["DE","FR"] (slot 0)
-- ?3 text[] = ["DE","FR"] (slot 0)
-- ?4 int = 4 (slot 1)
