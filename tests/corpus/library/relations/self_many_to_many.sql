select
  (select soloql_list('title:text! works:raw works_2:raw', t0."title",
    (select soloql_list('title:text!', t1."title")
    from (select t1."title" from "citations" as t2 join "works" as t1 on t1."id" = t2."cited_id"
      where t2."citing_id" = t0."id"
      order by t1."id") as t1),
    (select soloql_list('title:text!', t3."title")
    from (select t3."title" from "citations" as t4 join "works" as t3 on t3."id" = t4."citing_id"
      where t4."cited_id" = t0."id"
      order by t3."id") as t3))
  from (select t0."title", t0."id" from "works" as t0
    order by t0."id") as t0) as "works";
