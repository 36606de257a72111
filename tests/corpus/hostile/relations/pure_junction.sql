select
  (select soloql_list('name:text course:raw', t0."name",
    (select soloql_list('title:text', t1."title")
    from (select t1."title" from "enrolment" as t2 join "course" as t1 on t1."id" = t2."course_id"
      where t2."student_id" = t0."id"
      order by t1."id") as t1))
  from (select t0."name", t0."id" from "student" as t0
    order by t0."id") as t0) as "student",
  (select soloql_list('title:text student:raw enrolment:raw', t3."title",
    (select soloql_list('name:text', t4."name")
    from (select t4."name" from "enrolment" as t5 join "student" as t4 on t4."id" = t5."student_id"
      where t5."course_id" = t3."id"
      order by t4."id") as t4),
    (select soloql_list('student_id:int!', t6."student_id")
    from (select t6."student_id" from "enrolment" as t6
      where t6."course_id" = t3."id"
      order by t6."student_id", t6."course_id", t6."rowid") as t6))
  from (select t3."title", t3."id" from "course" as t3
    order by t3."id") as t3) as "course";
