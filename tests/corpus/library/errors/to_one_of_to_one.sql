select
  (select soloql_list('id:int! copies?{barcode:bigint!} member?{guarantor?{name:text!} balance:float!}', t0."id", t1."barcode", t1."barcode", t2."id", t3."id", t3."name", t2."balance")
  from (select t0."id", t0."barcode", t0."member_id" from "loans" as t0
    where t0."id" = ?1
    order by t0."id") as t0
  left join "copies" as t1 on t1."barcode" = t0."barcode"
  left join "members" as t2 on t2."id" = t0."member_id"
  left join "members" as t3 on t3."id" = t2."guarantor_id") as "loans",
  (select soloql_object('guarantor?{name:text! members_by_guarantor:raw}', t5."id", t5."name",
    (select soloql_list('name:text!', t6."name")
    from (select t6."name" from "members" as t6
      where t6."guarantor_id" = t5."id"
      order by t6."id") as t6))
  from "members" as t4
  left join "members" as t5 on t5."id" = t4."guarantor_id"
  where t4."id" = ?2) as "members_by_pk";
-- ?1 int = 5
-- ?2 int = 5
