select
  (select soloql_object('name:text! balance:float!', t0."name", t0."balance")
  from "members" as t0
  where t0."id" = ?1) as "members_by_pk",
  (select soloql_object('id:int! member?{balance:float!}', t1."id", t2."id", t2."balance")
  from "loans" as t1
  left join "members" as t2 on t2."id" = t1."member_id"
  where t1."id" = ?2) as "loans_by_pk";
-- ?1 int = 4
-- ?2 int = 5
