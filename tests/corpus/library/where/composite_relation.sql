select
  (select soloql_list('barcode:bigint!', t0."barcode")
  from (select t0."branch_code", t0."shelf", t0."barcode" from "copies" as t0
    where exists (select 1 from "shelves" as t1
      where t1."branch_code" = t0."branch_code" and t1."number" = t0."shelf" and (soloql_like(?1, t1."label") and exists (select 1 from "branches" as t2
        where t2."code" = t1."branch_code" and t2."code" = ?2)))
    order by t0."barcode", t0."rowid") as t0) as "copies",
  (select soloql_list('branch_code:text! number:int!', t3."branch_code", t3."number")
  from (select t3."branch_code", t3."number" from "shelves" as t3
    where not (exists (select 1 from "copies" as t4
      where t4."branch_code" = t3."branch_code" and t4."shelf" = t3."number"))
    order by t3."branch_code", t3."number") as t3) as "shelves";
-- ?1 text = "Fiction%"
-- ?2 text = "CEN"
