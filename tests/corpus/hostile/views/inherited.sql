select
  (select soloql_list('id:int home_name:text home?{name:text!} opponent?{name:text!}', t0."id", t0."home_name", t1."id", t1."name", t2."id", t2."name")
  from (select t0."id", t0."home_name", t0."home_id", t0."opponent_id" from "home_matches" as t0
    order by t0."id" nulls last, t0."home_id" nulls last, t0."opponent_id" nulls last, t0."home_name" nulls last) as t0
  left join "team" as t1 on t1."id" = t0."home_id"
  left join "team" as t2 on t2."id" = t0."opponent_id") as "home_matches",
  (select soloql_list('match_id:int loud:text home?{name:text! match_by_home:raw}', t3."match_id", t3."loud", t5."id", t5."name",
    (select soloql_list('id:int!', t6."id")
    from (select t6."id" from "match" as t6
      where t6."home_id" = t5."id"
      order by t6."id") as t6))
  from (select t3."opponent_id", t3."match_id", t3."loud", t3."home_id" from "home_matches_again" as t3
    where exists (select 1 from "team" as t4
      where t4."id" = t3."opponent_id" and t4."name" = ?1)
    order by t3."match_id" nulls last, t3."home_id" nulls last, t3."opponent_id" nulls last, t3."loud" nulls last) as t3
  left join "team" as t5 on t5."id" = t3."home_id") as "home_matches_again";
-- ?1 text = "Red"
