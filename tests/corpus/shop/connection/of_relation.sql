select
  (select soloql_list('orders_connection:raw',
    (select soloql_object('edges:raw pageInfo{hasNextPage:bool! hasPreviousPage:bool!} totalCount:int!', soloql_page(1, 1, 'node{id:int! ship_by:date}', t1."id", t1."ship_by"), 0, count(*) > 1, (select count(*) from "orders" as t2
      where t2."customer_id" = t0."id"))
    from (select t1."id", t1."ship_by" from "orders" as t1
      where t1."customer_id" = t0."id"
      order by t1."ship_by" desc nulls first, t1."id" desc limit 2) as t1))
  from (select t0."id" from "customers" as t0
    order by t0."id" limit 2) as t0) as "customers";
