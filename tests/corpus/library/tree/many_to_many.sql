select
  (select soloql_list('title:text! works_2_tree:raw', t0."title",
    (select soloql_list('depth:int! node?{title:text!}', t1."depth", t5."id", t5."title")
    from (select t1."depth", t1."k0" from
        (with recursive "_soloql_walk"("k0", "depth") as (
          select t0."id", 0
          union
          select t3."id", "_soloql_walk"."depth" + 1
          from "_soloql_walk" join "works" as t2 on t2."id" = "_soloql_walk"."k0"
          join "citations" as t4 join "works" as t3 on t3."id" = t4."citing_id"
          where t4."cited_id" = t2."id" and "_soloql_walk"."depth" < 100)
        select "k0", min("depth") as "depth" from "_soloql_walk" group by 1 having min("depth") > 0) as t1
      order by t1."depth", t1."k0") as t1
    left join "works" as t5 on t5."id" = t1."k0"))
  from (select t0."title", t0."id" from "works" as t0
    order by t0."id") as t0) as "works";
