select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "customers" as t0
    where soloql_ilike(?1, t0."name")
    order by t0."id") as t0) as "a",
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from "customers" as t1
    where soloql_ilike(?2, t1."name")
    order by t1."id") as t1) as "b",
  (select soloql_list('name:text!', t2."name")
  from (select t2."name" from "customers" as t2
    where soloql_ilike(?3, t2."name")
    order by t2."id") as t2) as "c",
  (select soloql_list('name:text!', t3."name")
  from (select t3."name" from "customers" as t3
    where soloql_like(?4, t3."name")
    order by t3."id") as t3) as "d";
-- ?1 text = "%É%"
-- ?2 text = "chloÉ DUBOIS"
-- ?3 text = "%SÖHNE%"
-- ?4 text = "%田_"
