select
  (select soloql_list('from:int! where:text order:text group?{by:text having:int}', t0."from", t0."where", t0."order", t1."by", t1."by", t1."having")
  from (select t0."from", t0."where", t0."order" from "select" as t0
    order by t0."from") as t0
  left join "group" as t1 on t1."by" = t0."order") as "select",
  (select soloql_list('by:text select:raw', t2."by",
    (select soloql_list('from:int!', t3."from")
    from (select t3."from" from "select" as t3
      where t3."order" = t2."by"
      order by t3."from") as t3))
  from (select t2."by" from "group" as t2
    order by t2."by" nulls last, t2."rowid") as t2) as "group";
