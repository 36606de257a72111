select
  (select soloql_list('id:int! i:int!', t0."id", t0."i")
  from (select t0."id", t0."i" from "strict_types" as t0
    order by t0."id") as t0) as "strict_types";
