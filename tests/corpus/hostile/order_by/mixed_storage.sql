select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "types" as t0
    where t0."id" <= ?1
    order by t0."i" nulls last, t0."id") as t0) as "types",
  (select soloql_list('id:int! a:any', t1."id", t1."a")
  from (select t1."id", t1."a" from "strict_types" as t1
    order by t1."a" desc, t1."id" desc) as t1) as "strict_types";
-- ?1 int = 8
