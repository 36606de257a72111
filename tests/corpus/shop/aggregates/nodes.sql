select soloql_object('nodes:raw',
  (select soloql_list('label:text! products:raw', t0."label",
    (select soloql_list('name:text!', t1."name")
    from (select t1."name" from "product_tags" as t2 join "products" as t1 on t1."id" = t2."product_id"
      where t2."tag_id" = t0."id"
      order by t1."id" limit 1) as t1))
  from (select t0."label", t0."id" from "tags" as t0
    where t0."id" <= ?1
    order by t0."label" desc, t0."id") as t0)) as "tags_aggregate";
-- ?1 int = 2
