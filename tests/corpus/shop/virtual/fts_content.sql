select
  (select soloql_list('title:text body:text', t0."title", t0."body")
  from (select t0."title", t0."body" from "reviews_fts" as t0
    order by t0."rowid" limit 2) as t0) as "reviews_fts", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "reviews_fts" as t1)) as "reviews_fts_aggregate";
