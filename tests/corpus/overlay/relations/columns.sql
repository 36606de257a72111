select
  (select soloql_list('compatriots:raw figures:raw',
    (select soloql_list('id:int!', t1."id")
    from (select t1."id" from "customers" as t1
      where t1."country" = t0."country"
      order by t1."id") as t1),
    (select soloql_object('customers:bigint', t2."customers")
    from "countries" as t2
    where t2."country" = t0."country" limit 1))
  from (select t0."country" from "customers" as t0
    where t0."id" = ?1
    order by t0."id") as t0) as "customers";
-- ?1 int = 1
