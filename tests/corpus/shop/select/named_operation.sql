select
  (select soloql_list('label:text!', t0."label")
  from (select t0."label" from "tags" as t0
    order by t0."id" limit 1) as t0) as "tags";
