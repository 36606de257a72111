select
  (select soloql_list('id:int! holidays:raw branches?{name:text!}', t0."id",
    (select soloql_object('day:date note:text', t1."day", t1."note")
    from "holidays" as t1
    where t1."day" = t0."day" limit 1), t2."code", t2."name")
  from (select t0."id", t0."day", t0."branch_code" from "closures" as t0
    order by t0."id") as t0
  left join "branches" as t2 on t2."code" = t0."branch_code") as "closures",
  (select soloql_list('day:date closures:raw', t3."day",
    (select soloql_list('id:int!', t4."id")
    from (select t4."id" from "closures" as t4
      where t4."day" = t3."day"
      order by t4."id") as t4))
  from (select t3."day" from "holidays" as t3
    order by t3."rowid") as t3) as "holidays";
