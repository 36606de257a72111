select 
  (select soloql_list('orders:raw', 
    (select soloql_list('items:raw', 
      (select soloql_list('product?{items:raw}', t3."id", 
        (select soloql_list('order?{items:raw}', t5."id", 
          (select soloql_list('product?{items:raw}', t7."id", 
            (select soloql_list('order?{items:raw}', t9."id", 
              (select soloql_list('product?{items:raw}', t11."id", 
                (select soloql_list('order?{items:raw}', t13."id", 
                  (select soloql_list('order?{items:raw}', t15."id", 
                    (select soloql_list('product?{items:raw}', t17."id", 
                      (select soloql_list('line:int!', t18."line")
                      from (select t18."line" from "items" as t18
                        where t18."product_id" = t17."id"
                        order by t18."order_id", t18."line", t18."rowid") as t18))
                    from (select t16."product_id" from "items" as t16
                      where t16."order_id" = t15."id"
                      order by t16."order_id", t16."line", t16."rowid") as t16
                    left join "products" as t17 on t17."id" = t16."product_id"))
                  from (select t14."order_id" from "items" as t14
                    where t14."order_id" = t13."id"
                    order by t14."order_id", t14."line", t14."rowid") as t14
                  left join "orders" as t15 on t15."id" = t14."order_id"))
                from (select t12."order_id" from "items" as t12
                  where t12."product_id" = t11."id"
                  order by t12."order_id", t12."line", t12."rowid") as t12
                left join "orders" as t13 on t13."id" = t12."order_id"))
              from (select t10."product_id" from "items" as t10
                where t10."order_id" = t9."id"
                order by t10."order_id", t10."line", t10."rowid") as t10
              left join "products" as t11 on t11."id" = t10."product_id"))
            from (select t8."order_id" from "items" as t8
              where t8."product_id" = t7."id"
              order by t8."order_id", t8."line", t8."rowid") as t8
            left join "orders" as t9 on t9."id" = t8."order_id"))
          from (select t6."product_id" from "items" as t6
            where t6."order_id" = t5."id"
            order by t6."order_id", t6."line", t6."rowid") as t6
          left join "products" as t7 on t7."id" = t6."product_id"))
        from (select t4."order_id" from "items" as t4
          where t4."product_id" = t3."id"
          order by t4."order_id", t4."line", t4."rowid") as t4
        left join "orders" as t5 on t5."id" = t4."order_id"))
      from (select t2."product_id" from "items" as t2
        where t2."order_id" = t1."id"
        order by t2."order_id", t2."line", t2."rowid") as t2
      left join "products" as t3 on t3."id" = t2."product_id"))
    from (select t1."id" from "orders" as t1
      where t1."customer_id" = t0."id"
      order by t1."id") as t1))
  from (select t0."id" from "customers" as t0
    order by t0."id") as t0) as "customers";
