select
  (select soloql_list('name:text! subjects?{name:text!} subjects_by_wider:raw', t0."name", t1."code", t1."name",
    (select soloql_list('code:text!', t2."code")
    from (select t2."code" from "subjects" as t2
      where t2."wider" = t0."code"
      order by t2."code") as t2))
  from (select t0."name", t0."wider", t0."code" from "subjects" as t0
    order by t0."code") as t0
  left join "subjects" as t1 on t1."code" = t0."wider") as "subjects";
