select
  (select soloql_list('y:int', t0."i")
  from (select t0."i" from "types" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "x";
-- ?1 int[] = [3]
