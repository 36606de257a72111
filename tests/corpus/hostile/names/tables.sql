select
  (select soloql_list('id:int! a_b:text', t0."id", t0."a;b")
  from (select t0."id", t0."a;b" from "semi;colon" as t0
    order by t0."id") as t0) as "semi_colon",
  (select soloql_list('id:int! type:text', t1."id", t1."type")
  from (select t1."id", t1."type" from "__schema" as t1
    order by t1."id") as t1) as "_schema",
  (select soloql_list('id:int! query_root:text', t2."id", t2."query_root")
  from (select t2."id", t2."query_root" from "Query" as t2
    order by t2."id") as t2) as "Query",
  (select soloql_list('id:int! Int:int', t3."id", t3."Int")
  from (select t3."id", t3."Int" from "String" as t3
    order by t3."id") as t3) as "String_2",
  (select soloql_list('id:int! _456:text', t4."id", t4."456")
  from (select t4."id", t4."456" from "123" as t4
    order by t4."id") as t4) as "_123",
  (select soloql_list('x:int! y:text', t5."x", t5."y")
  from (select t5."x", t5."y" from "" as t5
    order by t5."x") as t5) as "_0",
  (select soloql_object('y:text', t6."y")
  from "" as t6
  where t6."x" = ?1) as "_0_by_pk", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "" as t7)) as "_0_aggregate";
-- ?1 int = 1
