select
  (select soloql_list('title:text! original?{title:text! original?{title:text! original?{title:text!}}}', t0."title", t1."id", t1."title", t2."id", t2."title", t3."id", t3."title")
  from (select t0."title", t0."original_id" from "works" as t0
    order by t0."id") as t0
  left join "works" as t1 on t1."id" = t0."original_id"
  left join "works" as t2 on t2."id" = t1."original_id"
  left join "works" as t3 on t3."id" = t2."original_id") as "works";
