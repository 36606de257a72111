select
  (select soloql_list('id:int! member?{name:text! balance:float!}', t0."id", t1."id", t1."name", t1."balance")
  from (select t0."id", t0."member_id" from "loans" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0
  left join "members" as t1 on t1."id" = t0."member_id") as "loans";
-- ?1 int[] = [4,5]
