select
  (select soloql_list('id:int! parent?{id:int!} twin?{name:text parent?{id:int!}} node_by_parent:raw', t0."id", t1."id", t1."id", t2."id", t2."name", t3."id", t3."id",
    (select soloql_list('id:int!', t4."id")
    from (select t4."id" from "node" as t4
      where t4."parent_id" = t0."id"
      order by t4."id") as t4))
  from (select t0."id", t0."parent_id", t0."twin_id" from "node" as t0
    order by t0."id") as t0
  left join "node" as t1 on t1."id" = t0."parent_id"
  left join "node" as t2 on t2."id" = t0."twin_id"
  left join "node" as t3 on t3."id" = t2."parent_id") as "node";
