select
  (select soloql_list('__typename=orders_group key{status:text again:text customer{country:text __typename=customers_group_key} employee{manager{name:text}}} aggregate{count:int! max{id:int}}', t1."k0", t1."k0", t1."k1", t1."k2", t1."m0", t1."m1")
  from (select t1."k0", t1."k1", t1."k2", t1."m0", t1."m1" from
      (select t0."status" as "k0", t2."country" as "k1", t4."name" as "k2", count(*) as "m0", max(t0."id") as "m1"
      from "orders" as t0
      left join "customers" as t2 on t2."id" = t0."customer_id"
      left join "employees" as t3 on t3."id" = t0."employee_id"
      left join "employees" as t4 on t4."id" = t3."manager_id"
      where t0."placed_at" < ?1
      group by 1, 2, 3) as t1
    order by t1."k0" nulls last, t1."k1" nulls last, t1."k2" nulls last) as t1) as "orders_group";
-- ?1 timestamp = "2023-11-01"
