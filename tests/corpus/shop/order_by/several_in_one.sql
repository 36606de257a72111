select
  (select soloql_list('status:text! customer_id:int! id:int!', t0."status", t0."customer_id", t0."id")
  from (select t0."status", t0."customer_id", t0."id" from "orders" as t0
    order by t0."status" desc, t0."customer_id", t0."id" limit 6) as t0) as "orders";
