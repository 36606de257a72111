select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "customers" as t0
    where soloql_similar(?1, t0."name")
    order by t0."id") as t0) as "a",
  (select soloql_list('country:text!', t1."country")
  from (select t1."country" from "customers" as t1
    where not soloql_similar(?2, t1."country")
    order by t1."id" limit 2) as t1) as "b";
-- ?1 text = "(A|B)%(t|r)"
-- ?2 text = "(DE|F_)"
