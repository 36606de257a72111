update orders set customer_id = ?1 where id = ?2 returning id;
-- ?1 = 2
-- ?2 = 1
select
  (select soloql_object('id:int! buyer:raw', t0."id",
    (select soloql_object('id:int! spent:float open_orders:raw', t2."id", t2."spent",
      (select soloql_list('id:int!', t3."id")
      from (select t3."id" from "orders" as t3
        where t3."customer_id" = t2."id" and t3."status" = ?1
        order by t3."id") as t3))
    from (select *, "rowid" as "rowid", ((select sum(total) from orders where customer_id = customers.id)) as "spent" from "customers") as t2
    where t2."id" = t0."customer_id" limit 1))
  from (select value as "id", rowid as "at" from temp.soloql_each(?2, 'any')) as t1 join "orders" as t0 on t0."id" = t1."id" limit 1);
-- ?1 = "open"
-- ?2 = what an earlier step brings (slot 1)
update orders set customer_id = ?1 where id = ?2 returning id;
-- ?1 = 2
-- ?2 = 99
select
  (select soloql_object('id:int!', t4."id")
  from (select value as "id", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "orders" as t4 on t4."id" = t5."id" limit 1);
-- ?1 = what an earlier step brings (slot 3)
