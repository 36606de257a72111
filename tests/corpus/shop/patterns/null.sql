select soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "reviews" as t0
  where soloql_regex(?1, t0."title"))) as "a", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "reviews" as t1
  where not soloql_regex(?2, t1."title"))) as "b", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "reviews" as t2)) as "all";
-- ?1 text = "."
-- ?2 text = "."
