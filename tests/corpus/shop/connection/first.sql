select
  (select soloql_object('__typename=orders_connection edges:raw nodes:raw pageInfo{hasNextPage:bool! hasPreviousPage:bool! startCursor:text endCursor:text} totalCount:int!', soloql_page(2, 0, 'cursor:text! node{id:int! customer?{name:text!} items:raw}', soloql_cursor('orders by placed_at desc, id', t0."placed_at", t0."id"), t0."id", t1."id", t1."name",
    (select soloql_list('quantity:int!', t2."quantity")
    from (select t2."quantity" from "items" as t2
      where t2."order_id" = t0."id"
      order by t2."order_id", t2."line", t2."rowid") as t2)), soloql_page(2, 0, 'id:int!', t0."id"), count(*) > 2, 0, soloql_page_end(2, 0, soloql_cursor('orders by placed_at desc, id', t0."placed_at", t0."id")), soloql_page_end(2, 1, soloql_cursor('orders by placed_at desc, id', t0."placed_at", t0."id")), (select count(*) from "orders" as t3
    where t3."status" = ?1))
  from (select t0."placed_at", t0."id", t0."customer_id" from "orders" as t0
    where t0."status" = ?2
    order by t0."placed_at" desc, t0."id" limit 3) as t0
  left join "customers" as t1 on t1."id" = t0."customer_id") as "orders_connection";
-- ?1 text = "shipped"
-- ?2 text = "shipped"
