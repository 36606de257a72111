select
  (select soloql_list('country:text! name:text!', t0."country", t0."name")
  from (select t0."id", t0."country", t0."name" from "customers" as t0
    order by t0."country", (select count(*) from "orders" as t1
      where t1."customer_id" = t0."id") desc, t0."id" limit 3) as t0) as "a",
  (select soloql_list('country:text! name:text!', t2."country", t2."name")
  from (select t2."id", t2."country", t2."name" from "customers" as t2
    order by (select count(*) from "orders" as t3
      where t3."customer_id" = t2."id") desc, t2."country", t2."id" limit 3) as t2) as "b";
