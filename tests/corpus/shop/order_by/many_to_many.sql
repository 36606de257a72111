select
  (select soloql_object('tags:raw',
    (select soloql_list('label:text!', t1."label")
    from (select t1."label" from "product_tags" as t2 join "tags" as t1 on t1."id" = t2."tag_id"
      where t2."product_id" = t0."id"
      order by t1."label" desc, t1."id" desc) as t1))
  from "products" as t0
  where t0."id" = ?1) as "products_by_pk";
-- ?1 int = 13
