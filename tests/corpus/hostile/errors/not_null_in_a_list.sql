select
  (select soloql_list('id:int! price:numeric!', t0."id", t0."price")
  from (select t0."id", t0."price" from "generated" as t0
    order by t0."id") as t0) as "generated",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "t" as t1
    order by t1."id") as t1) as "tags";
