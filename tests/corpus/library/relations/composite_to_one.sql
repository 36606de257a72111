select
  (select soloql_list('barcode:bigint! shelves?{branch_code:text! number:int! label:text}', t0."barcode", t1."branch_code", t1."branch_code", t1."number", t1."label")
  from (select t0."barcode", t0."branch_code", t0."shelf" from "copies" as t0
    order by t0."barcode", t0."rowid") as t0
  left join "shelves" as t1 on t1."branch_code" = t0."branch_code" and t1."number" = t0."shelf") as "copies";
