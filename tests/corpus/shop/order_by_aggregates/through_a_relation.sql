select
  (select soloql_list('id:int! customer?{name:text!}', t0."id", t3."id", t3."name")
  from (select t0."customer_id", t0."id" from "orders" as t0
    order by (select (select count(*) from "orders" as t2
        where t2."customer_id" = t1."id") from "customers" as t1
      where t1."id" = t0."customer_id") desc nulls first, t0."id" desc limit 3) as t0
  left join "customers" as t3 on t3."id" = t0."customer_id") as "orders",
  (select soloql_list('label:text!', t4."label")
  from (select t4."id", t4."label" from "tags" as t4
    order by (select soloql_avg(t5."price") from "product_tags" as t6 join "products" as t5 on t5."id" = t6."product_id"
      where t6."tag_id" = t4."id") desc, t4."id" limit 3) as t4) as "tags";
