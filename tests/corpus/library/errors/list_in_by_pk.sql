select
  (select soloql_object('name:text! members_by_guarantor:raw', t0."name",
    (select soloql_list('name:text! balance:float!', t1."name", t1."balance")
    from (select t1."name", t1."balance" from "members" as t1
      where t1."guarantor_id" = t0."id"
      order by t1."id") as t1))
  from "members" as t0
  where t0."id" = ?1) as "members_by_pk";
-- ?1 int = 1
