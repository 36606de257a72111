select
  (select soloql_list('label:text! products_aggregate{aggregate:raw}', t0."label",
    (select soloql_object('count:int! avg{price:float} max{price:numeric}', count(*), soloql_avg(t1."price"), max(t1."price"))
    from "product_tags" as t2 join "products" as t1 on t1."id" = t2."product_id"
    where t2."tag_id" = t0."id"))
  from (select t0."label", t0."id" from "tags" as t0
    order by t0."id") as t0) as "tags";
