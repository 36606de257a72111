select
  (select soloql_list('name:text! orders_aggregate{aggregate:raw nodes:raw}', t0."name",
    (select soloql_object('count:int! max{placed_at:timestamp}', count(*), max(t1."placed_at"))
    from "orders" as t1
    where t1."customer_id" = t0."id"),
    (select soloql_list('id:int!', t2."id")
    from (select t2."id" from "orders" as t2
      where t2."customer_id" = t0."id"
      order by t2."id") as t2))
  from (select t0."name", t0."id" from "customers" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "customers";
-- ?1 int[] = [2,8]
