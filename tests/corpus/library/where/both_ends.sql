select
  (select soloql_list('title:text!', t0."title")
  from (select t0."id", t0."title" from "works" as t0
    where exists (select 1 from "citations" as t2 join "works" as t1 on t1."id" = t2."citing_id"
      where t2."cited_id" = t0."id" and t1."title" = ?1)
    order by t0."id") as t0) as "cited",
  (select soloql_list('title:text!', t3."title")
  from (select t3."id", t3."title" from "works" as t3
    where exists (select 1 from "citations" as t5 join "works" as t4 on t4."id" = t5."cited_id"
      where t5."citing_id" = t3."id" and t4."title" = ?2)
    order by t3."id") as t3) as "citing";
-- ?1 text = "The Dispossessed"
-- ?2 text = "Das Kapital"
