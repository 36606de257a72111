select
  (select soloql_list('id:int! status:order_status(open|paid|shipped)!', t0."id", t0."status")
  from (select t0."id", t0."status" from "orders" as t0
    where t0."id" < ?1
    order by t0."id") as t0) as "orders",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "orders" as t1
    where t1."status" = ?2
    order by t1."id") as t1) as "open",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "orders" as t2
    where t2."status" in (select value from temp.soloql_each(?3, 'text'))
    order by t2."id") as t2) as "some";
-- ?1 int = 5
-- ?2 text = "open"
-- ?3 text[] = ["paid","shipped"]
