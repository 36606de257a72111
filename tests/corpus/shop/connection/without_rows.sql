select
  (select soloql_object('totalCount:int!', (select count(*) from "orders" as t1
    where t1."id" < ?1))) as "counted",
  (select soloql_object('__typename=orders_connection pageInfo{hasNextPage:bool! hasPreviousPage:bool!}', 0, 0)) as "named",
  (select soloql_object('totalCount:int! pageInfo{hasPreviousPage:bool!}', (select count(*) from "orders" as t4), 0)) as "all",
  (select soloql_object('pageInfo{hasNextPage:bool! endCursor:text} nodes:raw', count(*) > 1, soloql_page_end(1, 1, soloql_cursor('orders by id', t5."id")), soloql_page(1, 0, 'id:int!', t5."id"))
  from (select t5."id" from "orders" as t5
    where t5."id" < ?2
    order by t5."id" limit 2) as t5) as "paged";
-- ?1 int = 0
-- ?2 int = 0
