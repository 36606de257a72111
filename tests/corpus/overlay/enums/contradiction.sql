select
  (select soloql_list('id:int! status:order_status(open|paid|shipped)!', t0."id", t0."status")
  from (select t0."id", t0."status" from "orders" as t0
    where t0."id" >= ?1
    order by t0."id") as t0) as "orders";
-- ?1 int = 4
