select
  (select soloql_list('product?{name:text! reviews_aggregate{aggregate:raw}}', t1."id", t1."name",
    (select soloql_object('count:int! avg{stars:float}', count(*), soloql_avg(t2."stars"))
    from "reviews" as t2
    where t2."product_id" = t1."id"))
  from (select t0."product_id" from "items" as t0
    order by t0."order_id", t0."line", t0."rowid" limit 2) as t0
  left join "products" as t1 on t1."id" = t0."product_id") as "items";
