select
  (select soloql_list('id:int id_1:int a_id___1:bigint count___:bigint', t0."id", t0."id:1", t0."a.id + 1", t0."count(*)")
  from (select t0."id", t0."id:1", t0."a.id + 1", t0."count(*)" from "duplicate_names" as t0
    order by t0."id:1" desc nulls first, t0."id" nulls last, t0."a.id + 1" nulls last, t0."count(*)" nulls last limit 2) as t0) as "duplicate_names",
  (select soloql_list('one:any x:any empty:any', t1."one", t1."x", t1."empty")
  from (select t1."one", t1."x", t1."empty" from "no_rows" as t1) as t1) as "no_rows",
  (select soloql_list('id:bigint name:text', t2."id", t2."name")
  from (select t2."id", t2."name" from "over_union" as t2
    order by t2."name" nulls last, t2."id" nulls last) as t2) as "over_union",
  (select soloql_list('games_played:bigint team?{name:text!}', t3."games played", t4."id", t4."name")
  from (select t3."games played", t3."team_id" from "team_counts" as t3
    order by t3."team_id" nulls last, t3."games played" nulls last) as t3
  left join "team" as t4 on t4."id" = t3."team_id") as "team_counts";
