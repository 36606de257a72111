select
  (select soloql_list('__typename=tags')
  from (select 1 from "tags" as t0
    order by t0."id" limit 2) as t0) as "tags";
