select
  (select soloql_object('parent?{parent?{parent?{parent?{name:text}}}}', t1."id", t2."id", t3."id", t4."id", t4."name")
  from "node" as t0
  left join "node" as t1 on t1."id" = t0."parent_id"
  left join "node" as t2 on t2."id" = t1."parent_id"
  left join "node" as t3 on t3."id" = t2."parent_id"
  left join "node" as t4 on t4."id" = t3."parent_id"
  where t0."id" = ?1) as "node_by_pk",
  (select soloql_list('id:int! b?{id:int! a?{id:int! b?{id:int!}}} mutual_b:raw', t5."id", t6."id", t6."id", t7."id", t7."id", t8."id", t8."id",
    (select soloql_list('id:int!', t9."id")
    from (select t9."id" from "mutual_b" as t9
      where t9."a_id" = t5."id"
      order by t9."id") as t9))
  from (select t5."id", t5."b_id" from "mutual_a" as t5
    order by t5."id") as t5
  left join "mutual_b" as t6 on t6."id" = t5."b_id"
  left join "mutual_a" as t7 on t7."id" = t6."a_id"
  left join "mutual_b" as t8 on t8."id" = t7."b_id") as "mutual_a";
-- ?1 int = 5
