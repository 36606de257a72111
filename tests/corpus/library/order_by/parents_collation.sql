select
  (select soloql_list('id:int! member?{name:text!}', t0."id", t2."id", t2."name")
  from (select t0."member_id", t0."id" from "loans" as t0
    order by (select t1."name" from "members" as t1
      where t1."id" = t0."member_id") collate "nocase" desc nulls first, t0."id") as t0
  left join "members" as t2 on t2."id" = t0."member_id") as "loans";
