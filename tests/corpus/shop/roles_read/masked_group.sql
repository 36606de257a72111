select
  (select soloql_list('key{country:text} aggregate{count:int! max{email:text}}', t2."k0", t2."m0", t2."m1")
  from (select t2."k0", t2."m0", t2."m1" from
      (select t0."country*" as "k0", count(*) as "m0", max(t0."email*") as "m1"
      from (select "id", "name", "email", "country", "rowid" as "rowid", case when t0."country" in (select value from temp.soloql_each(?1, 'text')) then "country" end as "country*", case when exists (select 1 from "orders" as t1
        where t1."customer_id" = t0."id" and t1."employee_id" = ?2) then "email" end collate "nocase" as "email*" from "customers" as t0) as t0
      where (t0."country" in (select value from temp.soloql_each(?3, 'text')) or exists (select 1 from "orders" as t1
        where t1."customer_id" = t0."id" and t1."employee_id" = ?4))
      group by 1) as t2
    order by t2."k0" nulls last) as t2) as "customers_group";
-- ?1 text[] = ["DE","FR"] (slot 0)
-- ?2 int = 4 (slot 1)
-- ?3 text[] = ["DE","FR"] (slot 0)
-- ?4 int = 4 (slot 1)
