select
  (select soloql_list('aggregate{count:int! sum{quantity:bigint}}', t1."m0", t1."m1")
  from (select t1."m0", t1."m1" from
      (select count(*) as "m0", soloql_sum(t0."quantity") as "m1"
      from "items" as t0) as t1) as t1) as "items_group",
  (select soloql_list('aggregate{count:int! sum{quantity:bigint}}', t3."m0", t3."m1")
  from (select t3."m0", t3."m1" from
      (select count(*) as "m0", soloql_sum(t2."quantity") as "m1"
      from "items" as t2
      where t2."quantity" > ?1) as t3) as t3) as "none",
  (select soloql_list('key{line:int} aggregate{count:int!}', t5."k0", t5."m0")
  from (select t5."k0", t5."m0" from
      (select t4."line" as "k0", count(*) as "m0"
      from "items" as t4
      where t4."quantity" > ?2
      group by 1) as t5
    order by t5."k0" nulls last) as t5) as "no_group",
  (select soloql_list('__typename=items_group')
  from (select 1 from
      (select count(*)
      from "items" as t6) as t7) as t7) as "typename";
-- ?1 int = 1000
-- ?2 int = 1000
