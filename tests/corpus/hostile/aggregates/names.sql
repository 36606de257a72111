select soloql_object('aggregate:raw',
  (select soloql_object('count:int! max{we_ird:text br_acket:text _1st:text}', count(case when t0."we""ird" is not null and t0."select" is not null then quote(t0."we""ird") || ',' || quote(t0."select") end), max(t0."we""ird"), max(t0."br[acket"), max(t0."1st"))
  from "Order Details" as t0)) as "Order_Details_aggregate", soloql_object('aggregate:raw',
  (select soloql_object('count:int! sum{v:bigint}', count(*), soloql_sum(t1."v"))
  from "t" as t1)) as "t_aggregate",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "t_aggregate" as t2
    order by t2."id") as t2) as "t_aggregate_2",
  (select soloql_list('t_aggregate_2_aggregate{aggregate:raw}',
    (select soloql_object('count:int!', count(*))
    from "t_aggregate" as t4
    where t4."t_id" = t3."id"))
  from (select t3."id" from "t" as t3
    order by t3."id") as t3) as "t";
