select
  (select soloql_list('id:int! v:int t_aggregate_2:raw', t0."id", t0."v",
    (select soloql_list('id:int!', t1."id")
    from (select t1."id" from "t_aggregate" as t1
      where t1."t_id" = t0."id"
      order by t1."id") as t1))
  from (select t0."id", t0."v" from "t" as t0
    order by t0."id") as t0) as "t", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "t" as t2)) as "t_aggregate",
  (select soloql_list('id:int! t?{v:int}', t3."id", t4."id", t4."v")
  from (select t3."id", t3."t_id" from "t_aggregate" as t3
    order by t3."id") as t3
  left join "t" as t4 on t4."id" = t3."t_id") as "t_aggregate_2",
  (select soloql_object('v:int', t5."v")
  from "t" as t5
  where t5."id" = ?1) as "t_by_pk",
  (select soloql_list('v:text', t6."v")
  from (select t6."v" from "t_by_pk" as t6
    order by t6."id") as t6) as "t_by_pk_2",
  (select soloql_object('v:text', t7."v")
  from "t_by_pk" as t7
  where t7."id" = ?2) as "t_by_pk_2_by_pk",
  (select soloql_list('v:text', t8."v")
  from (select t8."v" from "t_bool_exp" as t8
    order by t8."id") as t8) as "t_bool_exp_2",
  (select soloql_list('v:text', t9."v")
  from (select t9."v" from "insert_t" as t9
    order by t9."id") as t9) as "insert_t_2";
-- ?1 int = 1
-- ?2 int = 1
