select
  (select soloql_list('code:text! works:raw', t0."code",
    (select soloql_list('title:text!', t1."title")
    from (select t1."title" from "work_subjects" as t2 join "works" as t1 on t1."id" = t2."work_id"
      where t2."subject_code" = t0."code"
      order by t1."id") as t1))
  from (select t0."code" from "subjects" as t0
    order by t0."code") as t0) as "subjects",
  (select soloql_list('subjects:raw',
    (select soloql_list('code:text! name:text!', t4."code", t4."name")
    from (select t4."code", t4."name" from "work_subjects" as t5 join "subjects" as t4 on t4."code" = t5."subject_code"
      where t5."work_id" = t3."id"
      order by t4."code") as t4))
  from (select t3."id" from "works" as t3
    where t3."id" = ?1
    order by t3."id") as t3) as "works";
-- ?1 int = 6
