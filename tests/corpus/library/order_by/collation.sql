select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "members" as t0
    order by t0."name", t0."id") as t0) as "members",
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from "authors" as t1
    order by t1."name" desc, t1."id" limit 2) as t1) as "authors";
