select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "customers" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "int",
  (select soloql_list('id:int! units_sold:bigint!', t1."id", t1."units_sold")
  from (select t1."id", t1."units_sold" from "products" as t1
    where t1."units_sold" in (select value from temp.soloql_each(?2, 'bigint'))
    order by t1."id") as t1) as "bigint",
  (select soloql_list('id:int! price:numeric!', t2."id", t2."price")
  from (select t2."id", t2."price" from "products" as t2
    where t2."price" in (select value from temp.soloql_each(?3, 'numeric'))
    order by t2."id") as t2) as "numeric",
  (select soloql_list('id:int! weight:float', t3."id", t3."weight")
  from (select t3."id", t3."weight" from "products" as t3
    where t3."weight" in (select value from temp.soloql_each(?4, 'float'))
    order by t3."id") as t3) as "float", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "products" as t4
  where t4."discontinued" in (select value from temp.soloql_each(?5, 'bool')))) as "boolean",
  (select soloql_list('id:int! photo:blob', t5."id", t5."photo")
  from (select t5."id", t5."photo" from "employees" as t5
    where t5."photo" in (select value from temp.soloql_each(?6, 'blob'))
    order by t5."id") as t5) as "bytes",
  (select soloql_list('id:int!', t6."id")
  from (select t6."id" from "employees" as t6
    where t6."photo" not in (select value from temp.soloql_each(?7, 'blob'))
    order by t6."id") as t6) as "not_bytes";
-- ?1 int[] = [2,1]
-- ?2 bigint[] = [5000000000,120]
-- ?3 numeric[] = [24.50,79]
-- ?4 float[] = [1,0.25]
-- ?5 bool[] = [true]
-- ?6 blob[] = ["AP8Q",""]
-- ?7 blob[] = ["AP8Q"]
