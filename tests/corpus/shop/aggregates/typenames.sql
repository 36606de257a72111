select soloql_object('__typename=tags_aggregate aggregate:raw nodes:raw',
  (select soloql_object('__typename=tags_aggregate_fields count:int! max{__typename=tags_max_fields id:int}', count(*), max(t0."id"))
  from (select t0."id" from "tags" as t0
    order by t0."id" limit 1) as t0),
  (select soloql_list('__typename=tags')
  from (select 1 from "tags" as t1
    order by t1."id" limit 1) as t1)) as "tags_aggregate";
