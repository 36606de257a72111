select
  (select soloql_list('_id:text!', soloql_id('orders', t0."id"))
  from (select t0."id" from "orders" as t0
    order by t0."id" limit 2) as t0) as "orders",
  (select soloql_list('_id:text!', soloql_id('items', t1."order_id", t1."line"))
  from (select t1."order_id", t1."line" from "items" as t1
    order by t1."order_id", t1."line", t1."rowid" limit 1) as t1) as "items",
  (select soloql_list('_id:text!', soloql_id('settings', t2."key"))
  from (select t2."key" from "settings" as t2
    order by t2."key", t2."rowid" limit 1) as t2) as "settings",
  (select soloql_list('_id:text!', soloql_id('product_tags', t3."product_id", t3."tag_id"))
  from (select t3."product_id", t3."tag_id" from "product_tags" as t3
    order by t3."product_id", t3."tag_id" limit 1) as t3) as "product_tags";
