select
  (select soloql_list('note:text', t0."note")
  from (select t0."note" from "holidays" as t0
    order by t0."rowid" limit 2 offset ?1) as t0) as "holidays",
  (select soloql_list('id:int', t1."id")
  from (select t1."id" from "open_loans" as t1
    order by t1."id" nulls last, t1."barcode" nulls last, t1."member_id" nulls last, t1."due" nulls last limit 2 offset ?2) as t1) as "open_loans";
-- ?1 int = 1
-- ?2 int = 1
