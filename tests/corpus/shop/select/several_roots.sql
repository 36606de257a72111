select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "tags" as t0
    order by t0."id" limit 1) as t0) as "tags",
  (select soloql_list('key:text!', t1."key")
  from (select t1."key" from "settings" as t1
    order by t1."key", t1."rowid") as t1) as "settings",
  (select soloql_object('name:text!', t2."name")
  from "categories" as t2
  where t2."id" = ?1) as "categories_by_pk", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "tags" as t3)) as "tags_aggregate",
  (select soloql_object('id:int!', t4."id")
  from "tags" as t4
  where t4."id" = ?2) as "none";
-- ?1 int = 2
-- ?2 int = 0
