select
  (select soloql_list('key{shelves{label:text}} aggregate{count:int! sum{price:numeric}}', t1."k0", t1."m0", t1."m1")
  from (select t1."k0", t1."m0", t1."m1" from
      (select t2."label" as "k0", count(*) as "m0", soloql_sum(t0."price") as "m1"
      from "copies" as t0
      left join "shelves" as t2 on t2."branch_code" = t0."branch_code" and t2."number" = t0."shelf"
      group by 1) as t1
    order by t1."k0" nulls last) as t1) as "copies_group",
  (select soloql_list('key{holidays{note:text}} aggregate{count:int!}', t4."k0", t4."m0")
  from (select t4."k0", t4."m0" from
      (select (select t5."note" from "holidays" as t5
        where t5."day" = t3."day" limit 1) as "k0", count(*) as "m0"
      from "closures" as t3
      group by 1) as t4
    order by t4."k0" nulls last) as t4) as "closures_group",
  (select soloql_list('key{loans:bigint} aggregate{count:int!}', t7."k0", t7."m0")
  from (select t7."k0", t7."m0" from
      (select t6."loans" as "k0", count(*) as "m0"
      from "member_activity" as t6
      group by 1) as t7
    order by t7."k0" nulls last) as t7) as "member_activity_group";
