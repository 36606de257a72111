select
  (select soloql_list('id:text! label:int!', t0."label", t0."id")
  from (select t0."label", t0."id" from "tags" as t0
    order by t0."id" limit 2) as t0) as "tags";
