select
  (select soloql_list('balance:float!', t0."balance")
  from (select t0."balance" from "members" as t0
    where t0."id" <> ?1
    order by t0."id") as t0) as "members";
-- ?1 int = 4
