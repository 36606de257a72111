select
  (select soloql_list('id:int! a:any', t0."id", t0."a")
  from (select t0."id", t0."a" from "strict_types" as t0
    order by t0."id") as t0) as "strict_types";
