select
  (select soloql_list('name:text! head?{name:text!} staff:raw', t0."name", t1."id", t1."name",
    (select soloql_list('name:text!', t2."name")
    from (select t2."name" from "staff" as t2
      where t2."branch_code" = t0."code"
      order by t2."id") as t2))
  from (select t0."name", t0."head_id", t0."code" from "branches" as t0
    order by t0."code") as t0
  left join "staff" as t1 on t1."id" = t0."head_id") as "branches",
  (select soloql_list('name:text! branches?{name:text!} branches_2:raw', t3."name", t4."code", t4."name",
    (select soloql_list('code:text!', t5."code")
    from (select t5."code" from "branches" as t5
      where t5."head_id" = t3."id"
      order by t5."code") as t5))
  from (select t3."name", t3."branch_code", t3."id" from "staff" as t3
    order by t3."id" limit 2) as t3
  left join "branches" as t4 on t4."code" = t3."branch_code") as "staff";
