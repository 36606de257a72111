select
  (select soloql_list('id:int! status:text!', t0."id", t0."status")
  from (select t0."id", t0."status" from "orders" as t0
    where t0."customer_id" = ?1
    order by t0."id") as t0) as "orders",
  (select soloql_list('id:int! name:text! email:text', t1."id", t1."name", t1."email")
  from (select t1."id", t1."name", t1."email" from "customers" as t1
    where t1."id" = ?2
    order by t1."id") as t1) as "customers";
-- ?1 int = 7 (slot 0)
-- ?2 int = 7 (slot 0)
