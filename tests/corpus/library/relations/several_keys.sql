select
  (select soloql_list('id:int! staff?{name:text!} staff_2?{name:text!}', t0."id", t1."id", t1."name", t2."id", t2."name")
  from (select t0."id", t0."lent_by", t0."taken_by" from "loans" as t0
    order by t0."id") as t0
  left join "staff" as t1 on t1."id" = t0."lent_by"
  left join "staff" as t2 on t2."id" = t0."taken_by") as "loans",
  (select soloql_list('name:text! loans_by_lent_by:raw loans_by_taken_by:raw', t3."name",
    (select soloql_list('id:int!', t4."id")
    from (select t4."id" from "loans" as t4
      where t4."lent_by" = t3."id"
      order by t4."id") as t4),
    (select soloql_list('id:int!', t5."id")
    from (select t5."id" from "loans" as t5
      where t5."taken_by" = t3."id"
      order by t5."id") as t5))
  from (select t3."name", t3."id" from "staff" as t3
    order by t3."id") as t3) as "staff";
