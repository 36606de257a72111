select
  (select soloql_list('id:int! s:text', t0."id", t0."s")
  from (select t0."id", t0."s" from "types" as t0
    where t0."s" = ?1
    order by t0."id") as t0) as "types",
  (select soloql_list('Order_ID:int!', t1."Order ID")
  from (select t1."Order ID" from "Order Details" as t1
    where (t1."we""ird" = ?2 and t1."single's" = ?3)
    order by t1."Order ID") as t1) as "Order_Details";
-- ?1 text = "It's 100% _sure_ (really?) [a-z]* \\d"
-- ?2 text = "\""
-- ?3 text = "'"
