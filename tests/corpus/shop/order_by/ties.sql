select
  (select soloql_list('status:text! id:int!', t0."status", t0."id")
  from (select t0."status", t0."id" from "orders" as t0
    where t0."customer_id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."status", t0."id") as t0) as "orders";
-- ?1 int[] = [2,7]
