select
  (select soloql_list('label:text! b:int! d:int!', t0."label", t0."id", t0."id")
  from (select t0."label", t0."id" from "tags" as t0
    order by t0."id" limit 1) as t0) as "tags";
