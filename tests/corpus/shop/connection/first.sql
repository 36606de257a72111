select
  (select soloql_object('__typename=orders_connection edges:raw nodes:raw pageInfo{hasNextPage:bool! hasPreviousPage:bool! startCursor:text endCursor:text} totalCount:int!', soloql_page(?1, 0, 'cursor:text! node{id:int! customer?{name:text!} items:raw}', soloql_cursor('orders by placed_at desc, id desc', t0."placed_at", t0."id"), t0."id", t1."id", t1."name",
    (select soloql_list('quantity:int!', t2."quantity")
    from (select t2."quantity" from "items" as t2
      where t2."order_id" = t0."id"
      order by t2."order_id", t2."line", t2."rowid") as t2)), soloql_page(?2, 0, 'id:int!', t0."id"), count(*) > ?3, 0, soloql_page_end(?4, 0, soloql_cursor('orders by placed_at desc, id desc', t0."placed_at", t0."id")), soloql_page_end(?5, 1, soloql_cursor('orders by placed_at desc, id desc', t0."placed_at", t0."id")), (select count(*) from "orders" as t3
    where t3."status" = ?6))
  from (select t0."placed_at", t0."id", t0."customer_id" from "orders" as t0
    where t0."status" = ?7
    order by t0."placed_at" desc, t0."id" desc limit 3) as t0
  left join "customers" as t1 on t1."id" = t0."customer_id") as "orders_connection";
-- ?1 int = 2
-- ?2 int = 2
-- ?3 int = 2
-- ?4 int = 2
-- ?5 int = 2
-- ?6 text = "shipped"
-- ?7 text = "shipped"
