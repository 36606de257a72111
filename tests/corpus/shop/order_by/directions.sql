select
  (select soloql_list('weight:float', t0."weight")
  from (select t0."weight" from "products" as t0
    order by t0."weight" nulls last, t0."id") as t0) as "asc",
  (select soloql_list('weight:float', t1."weight")
  from (select t1."weight" from "products" as t1
    order by t1."weight", t1."id") as t1) as "asc_nulls_first",
  (select soloql_list('weight:float', t2."weight")
  from (select t2."weight" from "products" as t2
    order by t2."weight" nulls last, t2."id") as t2) as "asc_nulls_last",
  (select soloql_list('weight:float', t3."weight")
  from (select t3."weight" from "products" as t3
    order by t3."weight" desc nulls first, t3."id" desc) as t3) as "desc",
  (select soloql_list('weight:float', t4."weight")
  from (select t4."weight" from "products" as t4
    order by t4."weight" desc nulls first, t4."id" desc) as t4) as "desc_nulls_first",
  (select soloql_list('weight:float', t5."weight")
  from (select t5."weight" from "products" as t5
    order by t5."weight" desc, t5."id" desc) as t5) as "desc_nulls_last";
