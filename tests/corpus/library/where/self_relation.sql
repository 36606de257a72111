select
  (select soloql_list('title:text!', t0."title")
  from (select t0."original_id", t0."title" from "works" as t0
    where exists (select 1 from "works" as t1
      where t1."id" = t0."original_id" and exists (select 1 from "works" as t2
        where t2."id" = t1."original_id" and t2."title" = ?1))
    order by t0."id") as t0) as "works",
  (select soloql_list('title:text!', t3."title")
  from (select t3."original_id", t3."id", t3."title" from "works" as t3
    where (not (exists (select 1 from "works" as t4
      where t4."id" = t3."original_id")) and exists (select 1 from "works" as t5
      where t5."original_id" = t3."id"))
    order by t3."id") as t3) as "roots";
-- ?1 text = "Das Kapital"
