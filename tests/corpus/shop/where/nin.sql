select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "tags" as t0
    where t0."id" not in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "numbers",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "tags" as t1
    where t1."id" not in (select value from temp.soloql_each(?2, 'int'))
    order by t1."id") as t1) as "all",
  (select soloql_list('id:int! category_id:int', t2."id", t2."category_id")
  from (select t2."id", t2."category_id" from "products" as t2
    where t2."category_id" not in (select value from temp.soloql_each(?3, 'int'))
    order by t2."id") as t2) as "nulls_are_not_in";
-- ?1 int[] = [1,2,3]
-- ?2 int[] = []
-- ?3 int[] = [4,5,6,7]
