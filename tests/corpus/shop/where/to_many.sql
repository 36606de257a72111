select
  (select soloql_list('name:text!', t0."name")
  from (select t0."id", t0."name" from "products" as t0
    where exists (select 1 from "reviews" as t1
      where t1."product_id" = t0."id" and t1."stars" = ?1)
    order by t0."id") as t0) as "products";
-- ?1 int = 1
