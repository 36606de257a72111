select
  (select soloql_list('id:int! home?{name:text!} away?{name:text!} team?{name:text!}', t0."id", t1."id", t1."name", t2."id", t2."name", t3."id", t3."name")
  from (select t0."id", t0."home_id", t0."away_id", t0."winner" from "match" as t0
    order by t0."id") as t0
  left join "team" as t1 on t1."id" = t0."home_id"
  left join "team" as t2 on t2."id" = t0."away_id"
  left join "team" as t3 on t3."id" = t0."winner") as "match",
  (select soloql_list('name:text! match_by_home:raw match_by_away:raw match_by_winner:raw', t4."name",
    (select soloql_list('id:int!', t5."id")
    from (select t5."id" from "match" as t5
      where t5."home_id" = t4."id"
      order by t5."id") as t5),
    (select soloql_list('id:int!', t6."id")
    from (select t6."id" from "match" as t6
      where t6."away_id" = t4."id"
      order by t6."id") as t6),
    (select soloql_list('id:int!', t7."id")
    from (select t7."id" from "match" as t7
      where t7."winner" = t4."id"
      order by t7."id") as t7))
  from (select t4."name", t4."id" from "team" as t4
    order by t4."id") as t4) as "team";
