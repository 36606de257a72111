select
  (select soloql_object('barcode:bigint! work?{title:text!}', t0."barcode", t1."id", t1."title")
  from "copies" as t0
  left join "works" as t1 on t1."id" = t0."work_id"
  where t0."barcode" = ?1) as "text",
  (select soloql_object('barcode:bigint! work?{title:text!}', t2."barcode", t3."id", t3."title")
  from "copies" as t2
  left join "works" as t3 on t3."id" = t2."work_id"
  where t2."barcode" = ?2) as "number",
  (select soloql_object('barcode:bigint!', t4."barcode")
  from "copies" as t4
  where t4."barcode" = ?3) as "literal",
  (select soloql_object('barcode:bigint!', t5."barcode")
  from "copies" as t5
  where t5."barcode" = ?4) as "quoted",
  (select soloql_object('barcode:bigint!', t6."barcode")
  from "copies" as t6
  where t6."barcode" = ?5) as "one_less";
-- ?1 bigint = 9223372036854775807 (slot 0)
-- ?2 bigint = 9223372036854775807 (slot 1)
-- ?3 bigint = 9223372036854775807
-- ?4 bigint = 9223372036854775807
-- ?5 bigint = 9223372036854775806
