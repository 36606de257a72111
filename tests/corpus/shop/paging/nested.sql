select
  (select soloql_list('id:int! orders:raw', t0."id",
    (select soloql_list('id:int!', t1."id")
    from (select t1."id" from "orders" as t1
      where t1."customer_id" = t0."id"
      order by t1."id" limit ?1 offset ?2) as t1))
  from (select t0."id" from "customers" as t0
    where t0."id" in (select value from temp.soloql_each(?3, 'int'))
    order by t0."id" limit 3) as t0) as "customers";
-- ?1 int = 2 (slot 0)
-- ?2 int = 1
-- ?3 int[] = [2,7,8]
