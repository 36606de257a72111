select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "customers" as t0
    order by t0."id" limit 1) as t0) as "customers",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "products" as t1
    where exists (select 1 from "reviews" as t2
      where t2."product_id" = t1."id" and t2."id" in (select t3.rowid from "reviews_fts" as t3
        where t3."reviews_fts" match ?1))
    order by t1."id" limit 2) as t1) as "found";
-- ?1 text = "\"open" (slot 0)
