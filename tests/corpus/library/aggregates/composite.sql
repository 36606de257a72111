select
  (select soloql_list('number:int! copies_aggregate{aggregate:raw nodes:raw}', t0."number",
    (select soloql_object('count:int! sum{price:numeric}', count(*), soloql_sum(t1."price"))
    from "copies" as t1
    where t1."branch_code" = t0."branch_code" and t1."shelf" = t0."number"),
    (select soloql_list('barcode:bigint!', t2."barcode")
    from (select t2."barcode" from "copies" as t2
      where t2."branch_code" = t0."branch_code" and t2."shelf" = t0."number"
      order by t2."barcode", t2."rowid") as t2))
  from (select t0."number", t0."branch_code" from "shelves" as t0
    order by t0."branch_code", t0."number") as t0) as "shelves",
  (select soloql_list('code:text! shelves_aggregate{aggregate:raw}', t3."code",
    (select soloql_object('count:int!', count(*))
    from "shelves" as t4
    where t4."branch_code" = t3."code"))
  from (select t3."code" from "branches" as t3
    order by t3."code") as t3) as "branches";
