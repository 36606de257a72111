select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "products" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "numbers",
  (select soloql_list('id:int! country:text!', t1."id", t1."country")
  from (select t1."id", t1."country" from "customers" as t1
    where t1."country" in (select value from temp.soloql_each(?2, 'text'))
    order by t1."id") as t1) as "texts",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "products" as t2
    where t2."id" in (select value from temp.soloql_each(?3, 'int'))
    order by t2."id") as t2) as "none",
  (select soloql_list('id:int!', t3."id")
  from (select t3."id" from "products" as t3
    where t3."id" in (select value from temp.soloql_each(?4, 'int'))
    order by t3."id") as t3) as "one";
-- ?1 int[] = [3,1,3,99]
-- ?2 text[] = ["FR","IT"]
-- ?3 int[] = []
-- ?4 int[] = [7]
