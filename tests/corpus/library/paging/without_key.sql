select
  (select soloql_list('note:text', t0."note")
  from (select t0."note" from "holidays" as t0
    order by t0."rowid" limit ?1 offset ?2) as t0) as "holidays",
  (select soloql_list('id:int', t1."id")
  from (select t1."id" from "open_loans" as t1
    order by t1."id" nulls last, t1."barcode" nulls last, t1."member_id" nulls last, t1."due" nulls last limit ?3 offset ?4) as t1) as "open_loans";
-- ?1 int = 2
-- ?2 int = 1
-- ?3 int = 2
-- ?4 int = 1
