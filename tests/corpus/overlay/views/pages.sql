select
  (select soloql_list('country:text', t0."country")
  from (select t0."country" from "countries" as t0) as t0) as "all",
  (select soloql_list('country:text', t1."country")
  from (select t1."country" from "countries" as t1
    order by t1."country" nulls last, t1."customers" nulls last limit 2 offset ?1) as t1) as "page",
  (select soloql_list('country:text customers:bigint', t2."country", t2."customers")
  from (select t2."country", t2."customers" from "countries" as t2
    order by t2."customers" nulls last, t2."country" nulls last) as t2) as "ordered";
-- ?1 int = 1
