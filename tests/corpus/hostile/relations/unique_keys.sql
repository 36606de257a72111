select
  (select soloql_list('id:int! by_unique?{id:int!} by_unique_2?{id:int!}', t0."id", t1."code", t1."id", t2."region", t2."id")
  from (select t0."id", t0."code", t0."region", t0."number" from "by_unique_child" as t0
    order by t0."id") as t0
  left join "by_unique" as t1 on t1."code" = t0."code"
  left join "by_unique" as t2 on t2."region" = t0."region" and t2."number" = t0."number") as "by_unique_child",
  (select soloql_list('id:int! by_unique_child_by_code:raw by_unique_child_by_region_number:raw', t3."id",
    (select soloql_list('id:int!', t4."id")
    from (select t4."id" from "by_unique_child" as t4
      where t4."code" = t3."code"
      order by t4."id") as t4),
    (select soloql_list('id:int!', t5."id")
    from (select t5."id" from "by_unique_child" as t5
      where t5."region" = t3."region" and t5."number" = t3."number"
      order by t5."id") as t5))
  from (select t3."id", t3."code", t3."region", t3."number" from "by_unique" as t3
    order by t3."id") as t3) as "by_unique";
