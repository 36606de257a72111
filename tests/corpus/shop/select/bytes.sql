select
  (select soloql_list('id:int! photo:blob', t0."id", t0."photo")
  from (select t0."id", t0."photo" from "employees" as t0
    order by t0."id" limit 4) as t0) as "employees";
