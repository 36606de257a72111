select
  (select soloql_object('price:numeric! total:numeric', t0."price", t0."total")
  from "generated" as t0
  where t0."id" = ?1) as "a",
  (select soloql_object('id:int! price:numeric!', t1."id", t1."price")
  from "generated" as t1
  where t1."id" = ?2) as "b";
-- ?1 int = 1
-- ?2 int = 3
