select
  (select soloql_list('name:text! loans:raw loans_aggregate{aggregate:raw}', t0."name",
    (select soloql_list('id:int! due:date!', t1."id", t1."due")
    from (select t1."id", t1."due" from "loans" as t1
      where t1."member_id" = t0."id" and t1."returned_at" is null
      order by t1."id") as t1),
    (select soloql_object('count:int!', count(*))
    from "loans" as t2
    where t2."member_id" = t0."id" and exists (select 1 from "copies" as t3
      where t3."barcode" = t2."barcode" and t3."branch_code" = ?1)))
  from (select t0."name", t0."id" from "members" as t0
    order by t0."id") as t0) as "members";
-- ?1 text = "CEN"
