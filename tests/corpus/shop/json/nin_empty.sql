select
  (select soloql_list('id:int! attributes:json', t0."id", t0."attributes")
  from (select t0."id", t0."attributes" from "products" as t0
    where not soloql_json_in(t0."attributes", ?1)
    order by t0."id" limit 30) as t0) as "products",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "products" as t1
    where soloql_json_in(t1."attributes", ?2)
    order by t1."id") as t1) as "none";
-- ?1 json[] = []
-- ?2 json[] = []
