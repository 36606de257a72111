select
  (select soloql_list('month:text country:text revenue:float', t0."month", t0."country", t0."revenue")
  from (select t0."month", t0."country", t0."orders", t0."revenue" from
      (select t0."month", t0."country", t0."orders", t0."revenue", row_number() over (partition by t0."month" order by t0."country" nulls last, t0."orders" nulls last, t0."revenue" nulls last) as "number" from "sales_by_month" as t0) as t0
    where t0."number" = 1
    order by t0."month" desc nulls first, t0."country" nulls last, t0."orders" nulls last, t0."revenue" nulls last limit 2) as t0) as "sales_by_month",
  (select soloql_list('key:text! value:any', t1."key", t1."value")
  from (select t1."key", t1."value" from
      (select t1."key", t1."value", t1."rowid" as "rowid", row_number() over (partition by t1."key" order by t1."rowid") as "number" from "settings" as t1) as t1
    where t1."number" = 1
    order by t1."key", t1."rowid" limit 2) as t1) as "settings";
