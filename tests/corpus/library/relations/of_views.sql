select
  (select soloql_list('id:int due:date copies?{label:text work?{title:text!}} member?{name:text!}', t0."id", t0."due", t1."barcode", t1."label", t2."id", t2."title", t3."id", t3."name")
  from (select t0."id", t0."due", t0."barcode", t0."member_id" from "open_loans" as t0
    order by t0."id" nulls last, t0."barcode" nulls last, t0."member_id" nulls last, t0."due" nulls last) as t0
  left join "copies" as t1 on t1."barcode" = t0."barcode"
  left join "works" as t2 on t2."id" = t1."work_id"
  left join "members" as t3 on t3."id" = t0."member_id") as "open_loans",
  (select soloql_list('title:text work?{written:int} shelves?{label:text branches?{name:text!}}', t4."title", t5."id", t5."written", t6."branch_code", t6."label", t7."code", t7."name")
  from (select t4."title", t4."work_id", t4."branch_code", t4."shelf" from "catalogue" as t4
    where t4."shelf" is not null
    order by t4."barcode" nulls last, t4."work_id" nulls last, t4."title" nulls last, t4."branch_code" nulls last, t4."shelf" nulls last limit 3) as t4
  left join "works" as t5 on t5."id" = t4."work_id"
  left join "shelves" as t6 on t6."branch_code" = t4."branch_code" and t6."number" = t4."shelf"
  left join "branches" as t7 on t7."code" = t6."branch_code") as "catalogue",
  (select soloql_object('catalogue:raw',
    (select soloql_list('branch_code:text', t9."branch_code")
    from (select t9."branch_code" from "catalogue" as t9
      where t9."work_id" = t8."id"
      order by t9."barcode" desc nulls first, t9."work_id" nulls last, t9."title" nulls last, t9."branch_code" nulls last, t9."shelf" nulls last) as t9))
  from "works" as t8
  where t8."id" = ?1) as "works_by_pk";
-- ?1 int = 1
