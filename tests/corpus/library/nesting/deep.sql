select
  (select soloql_list('copies?{work?{original?{works_by_original:raw}}}', t1."barcode", t2."id", t3."id",
    (select soloql_list('copies:raw',
      (select soloql_list('shelves?{branches?{head?{staff_by_mentor:raw}}}', t6."branch_code", t7."code", t8."id",
        (select soloql_list('loans_by_lent_by:raw',
          (select soloql_list('member?{guarantor?{members_by_guarantor:raw}}', t11."id", t12."id",
            (select soloql_list('loans:raw',
              (select soloql_list('copies?{work?{title:text!}}', t15."barcode", t16."id", t16."title")
              from (select t14."barcode" from "loans" as t14
                where t14."member_id" = t13."id"
                order by t14."id") as t14
              left join "copies" as t15 on t15."barcode" = t14."barcode"
              left join "works" as t16 on t16."id" = t15."work_id"))
            from (select t13."id" from "members" as t13
              where t13."guarantor_id" = t12."id"
              order by t13."id") as t13))
          from (select t10."member_id" from "loans" as t10
            where t10."lent_by" = t9."id"
            order by t10."id") as t10
          left join "members" as t11 on t11."id" = t10."member_id"
          left join "members" as t12 on t12."id" = t11."guarantor_id"))
        from (select t9."id" from "staff" as t9
          where t9."mentor_id" = t8."id"
          order by t9."id") as t9))
      from (select t5."branch_code", t5."shelf" from "copies" as t5
        where t5."work_id" = t4."id"
        order by t5."barcode", t5."rowid") as t5
      left join "shelves" as t6 on t6."branch_code" = t5."branch_code" and t6."number" = t5."shelf"
      left join "branches" as t7 on t7."code" = t6."branch_code"
      left join "staff" as t8 on t8."id" = t7."head_id"))
    from (select t4."id" from "works" as t4
      where t4."original_id" = t3."id"
      order by t4."id") as t4))
  from (select t0."barcode" from "loans" as t0
    where t0."id" = ?1
    order by t0."id") as t0
  left join "copies" as t1 on t1."barcode" = t0."barcode"
  left join "works" as t2 on t2."id" = t1."work_id"
  left join "works" as t3 on t3."id" = t2."original_id") as "loans";
-- ?1 int = 6
