select soloql_object('affected_rows:int! returning:raw', (select count(*) from "reviews" as t2
  where (t2."stars" <= ?1 and exists (select 1 from "customers" as t3
    where t3."id" = t2."customer_id" and t3."country" = ?2))),
  (select soloql_list('id:int! product?{name:text!}', t4."id", t6."id", t6."name")
  from (select t4."customer_id", t4."id", t4."product_id" from "reviews" as t4
    where (t4."stars" <= ?3 and exists (select 1 from "customers" as t5
      where t5."id" = t4."customer_id" and t5."country" = ?4))
    order by t4."id") as t4
  left join "products" as t6 on t6."id" = t4."product_id"));
-- ?1 = 2
-- ?2 = "DE"
-- ?3 = 2
-- ?4 = "DE"
delete from "reviews" as t0
where (t0."stars" <= ?1 and exists (select 1 from "customers" as t1
  where t1."id" = t0."customer_id" and t1."country" = ?2))
returning 1;
-- ?1 = 2
-- ?2 = "DE"
