select
  (select soloql_list('id:int min_x:float max_x:float min_y:float max_y:float', t0."id", t0."min_x", t0."max_x", t0."min_y", t0."max_y")
  from (select t0."id", t0."min_x", t0."max_x", t0."min_y", t0."max_y" from "boxes" as t0
    order by t0."rowid") as t0) as "boxes", soloql_object('aggregate:raw',
  (select soloql_object('count:int! max{max_x:float}', count(*), max(t1."max_x"))
  from "boxes" as t1
  where t1."max_y" > ?1)) as "boxes_aggregate";
-- ?1 float = 1.5
