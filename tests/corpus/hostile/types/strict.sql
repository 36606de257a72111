select
  (select soloql_list('id:int! i:int! r:float t:text b:blob a:any', t0."id", t0."i", t0."r", t0."t", t0."b", t0."a")
  from (select t0."id", t0."i", t0."r", t0."t", t0."b", t0."a" from "strict_types" as t0
    where t0."id" <> ?1
    order by t0."id") as t0) as "strict_types",
  (select soloql_list('code:text! v:any', t1."code", t1."v")
  from (select t1."code", t1."v" from "strict_key" as t1
    order by t1."code", t1."rowid") as t1) as "strict_key";
-- ?1 int = 2
