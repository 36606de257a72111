select
  (select soloql_list('title:text! works_aggregate{aggregate:raw} works_2_aggregate{aggregate:raw}', t0."title",
    (select soloql_object('count:int!', count(*))
    from "citations" as t2 join "works" as t1 on t1."id" = t2."cited_id"
    where t2."citing_id" = t0."id"),
    (select soloql_object('count:int!', count(*))
    from "citations" as t4 join "works" as t3 on t3."id" = t4."citing_id"
    where t4."cited_id" = t0."id"))
  from (select t0."title", t0."id" from "works" as t0
    order by t0."title", t0."id") as t0) as "works";
