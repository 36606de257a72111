select
  (select soloql_list('label:text! products:raw', t0."label",
    (select soloql_list('name:text! price:numeric!', t1."name", t1."price")
    from (select t1."name", t1."price" from "product_tags" as t2 join "products" as t1 on t1."id" = t2."product_id"
      where t2."tag_id" = t0."id" and t1."price" < ?1
      order by t1."price" desc, t1."id" limit 1) as t1))
  from (select t0."label", t0."id" from "tags" as t0
    order by t0."id" limit 3) as t0) as "tags";
-- ?1 numeric = 30
