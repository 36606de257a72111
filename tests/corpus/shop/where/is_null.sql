select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "customers" as t0
    where t0."born" is null
    order by t0."id") as t0) as "null",
  (select soloql_list('id:int! weight:float', t1."id", t1."weight")
  from (select t1."id", t1."weight" from "products" as t1
    where (t1."id" >= ?1 and t1."weight" is not null)
    order by t1."id") as t1) as "not_null",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "products" as t2
    where t2."attributes" is null
    order by t2."id") as t2) as "json";
-- ?1 int = 14
