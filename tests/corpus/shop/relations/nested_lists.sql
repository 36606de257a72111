select
  (select soloql_list('name:text! orders:raw reviews:raw', t0."name",
    (select soloql_list('id:int! items:raw', t1."id",
      (select soloql_list('quantity:int! product?{name:text! reviews:raw}', t2."quantity", t3."id", t3."name",
        (select soloql_list('stars:int! customer?{name:text!}', t4."stars", t5."id", t5."name")
        from (select t4."stars", t4."customer_id" from "reviews" as t4
          where t4."product_id" = t3."id"
          order by t4."id" limit 1) as t4
        left join "customers" as t5 on t5."id" = t4."customer_id"))
      from (select t2."quantity", t2."product_id" from "items" as t2
        where t2."order_id" = t1."id"
        order by t2."order_id", t2."line", t2."rowid") as t2
      left join "products" as t3 on t3."id" = t2."product_id"))
    from (select t1."id" from "orders" as t1
      where t1."customer_id" = t0."id"
      order by t1."id") as t1),
    (select soloql_list('product?{name:text! tags:raw}', t7."id", t7."name",
      (select soloql_list('label:text!', t8."label")
      from (select t8."label" from "product_tags" as t9 join "tags" as t8 on t8."id" = t9."tag_id"
        where t9."product_id" = t7."id"
        order by t8."id") as t8))
    from (select t6."product_id" from "reviews" as t6
      where t6."customer_id" = t0."id"
      order by t6."id") as t6
    left join "products" as t7 on t7."id" = t6."product_id"))
  from (select t0."name", t0."id" from "customers" as t0
    where t0."country" = ?1
    order by t0."id") as t0) as "customers";
-- ?1 text = "FI"
