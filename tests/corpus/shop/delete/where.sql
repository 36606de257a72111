select cast(
  (select soloql_list('id:int! product?{name:text!}', t2."id", t4."id", t4."name")
  from (select t2."customer_id", t2."id", t2."product_id" from "reviews" as t2
    where (t2."stars" <= ?1 and exists (select 1 from "customers" as t3
      where t3."id" = t2."customer_id" and t3."country" = ?2))
    order by t2."id") as t2
  left join "products" as t4 on t4."id" = t2."product_id") as text);
-- ?1 = 2
-- ?2 = "DE"
delete from "reviews" as t0
where (t0."stars" <= ?1 and exists (select 1 from "customers" as t1
  where t1."id" = t0."customer_id" and t1."country" = ?2))
returning 1;
-- ?1 = 2
-- ?2 = "DE"
select soloql_object('affected_rows:int! returning:raw', ?1, ?2);
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 2)
