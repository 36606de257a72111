select
  (select soloql_object('tags:raw product_tags:raw',
    (select soloql_list('id:int! label:text!', t1."id", t1."label")
    from (select t1."id", t1."label" from "product_tags" as t2 join "tags" as t1 on t1."id" = t2."tag_id"
      where t2."product_id" = t0."id"
      order by t1."id") as t1),
    (select soloql_list('tag_id:int! tag?{label:text!}', t3."tag_id", t4."id", t4."label")
    from (select t3."tag_id" from "product_tags" as t3
      where t3."product_id" = t0."id"
      order by t3."product_id", t3."tag_id") as t3
    left join "tags" as t4 on t4."id" = t3."tag_id"))
  from "products" as t0
  where t0."id" = ?1) as "products_by_pk";
-- ?1 int = 13
