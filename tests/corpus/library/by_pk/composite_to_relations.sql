select
  (select soloql_object('label:text branches?{name:text!} copies:raw', t0."label", t1."code", t1."name",
    (select soloql_list('barcode:bigint! work?{title:text!}', t2."barcode", t3."id", t3."title")
    from (select t2."barcode", t2."work_id" from "copies" as t2
      where t2."branch_code" = t0."branch_code" and t2."shelf" = t0."number"
      order by t2."barcode", t2."rowid") as t2
    left join "works" as t3 on t3."id" = t2."work_id"))
  from "shelves" as t0
  left join "branches" as t1 on t1."code" = t0."branch_code"
  where (t0."branch_code" = ?1 and t0."number" = ?2)) as "shelves_by_pk";
-- ?1 text = "CEN"
-- ?2 int = 2
