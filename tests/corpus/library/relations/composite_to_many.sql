select
  (select soloql_list('branch_code:text! number:int! copies:raw', t0."branch_code", t0."number",
    (select soloql_list('barcode:bigint!', t1."barcode")
    from (select t1."barcode" from "copies" as t1
      where t1."branch_code" = t0."branch_code" and t1."shelf" = t0."number"
      order by t1."barcode", t1."rowid") as t1))
  from (select t0."branch_code", t0."number" from "shelves" as t0
    order by t0."branch_code", t0."number") as t0) as "shelves";
