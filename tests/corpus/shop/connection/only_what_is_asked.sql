select
  (select soloql_object('nodes:raw', soloql_page(2, 0, 'id:int!', t0."id"))
  from (select t0."id" from "orders" as t0
    order by t0."id" limit 2) as t0) as "orders_connection",
  (select soloql_object('nodes:raw pageInfo{hasNextPage:bool! hasPreviousPage:bool!}', soloql_page(null, 0, 'id:int!', t1."id"), 0, 0)
  from (select t1."id" from "orders" as t1
    where t1."id" < ?1
    order by t1."id") as t1) as "all";
-- ?1 int = 3
