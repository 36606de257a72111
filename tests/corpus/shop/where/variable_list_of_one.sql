select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "products" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "products";
-- ?1 int[] = [3] (slot 0)
