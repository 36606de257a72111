select
  (select soloql_list('key{status:text} aggregate{count:int!}', t1."k0", t1."m0")
  from (select t1."k0", t1."m0" from
      (select t0."status" as "k0", count(*) as "m0"
      from "orders" as t0
      where (t0."employee_id" = ?1 or t0."employee_id" is null)
      group by 1) as t1
    order by t1."k0" nulls last limit 4) as t1) as "orders_group";
-- ?1 int = 4 (slot 0)
