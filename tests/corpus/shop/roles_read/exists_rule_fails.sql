select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "reviews" as t0
    where exists (select 1 from "employees" as t1
      where (t1."id" = ?1 and t1."title" = ?2))
    order by t0."id") as t0) as "reviews",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "customers" as t2
    where (t2."country" in (select value from temp.soloql_each(?3, 'text')) or exists (select 1 from "orders" as t3
      where t3."customer_id" = t2."id" and t3."employee_id" = ?4))
    order by t2."id") as t2) as "customers";
-- ?1 int = 1 (slot 0)
-- ?2 text = "Clerk"
-- ?3 text[] = [] (slot 1)
-- ?4 int = 1 (slot 0)
