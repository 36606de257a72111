select
  (select soloql_object('edges:raw pageInfo{hasNextPage:bool!}', soloql_page(4, 0, 'node{id:int!}', t0."id"), count(*) > 4)
  from (select t0."id" from "orders" as t0
    where (t0."employee_id" = ?1 or t0."employee_id" is null)
    order by t0."id" limit 5) as t0) as "orders_connection";
-- ?1 int = 4 (slot 0)
