select
  (select soloql_list('title:text body:text customer?{name:text!}', t0."title", t0."body", t1."id", t1."name")
  from (select t0."title", t0."body", t0."customer_id" from "reviews" as t0
    where t0."product_id" = ?1
    order by t0."id") as t0
  left join "customers" as t1 on t1."id" = t0."customer_id") as "reviews";
-- ?1 int = 4
