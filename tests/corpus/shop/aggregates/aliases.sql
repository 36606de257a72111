select soloql_object('x:raw y:raw z:raw',
  (select soloql_object('n:int! m{i:int}', count(*), max(t0."id"))
  from "tags" as t0),
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "tags" as t1
    order by t1."id") as t1),
  (select soloql_object('count:int!', count(*))
  from "tags" as t2)) as "a";
