select
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from "products" as t0
    where soloql_like(?1, t0."name")
    order by t0."id") as t0) as "like",
  (select soloql_list('name:text!', t1."name")
  from (select t1."name" from "products" as t1
    where soloql_like(?2, t1."name")
    order by t1."id") as t1) as "like_case",
  (select soloql_list('label:text!', t2."label")
  from (select t2."label" from "tags" as t2
    where not soloql_like(?3, t2."label")
    order by t2."id") as t2) as "nlike",
  (select soloql_list('name:text!', t3."name")
  from (select t3."name" from "products" as t3
    where soloql_ilike(?4, t3."name")
    order by t3."id") as t3) as "ilike",
  (select soloql_list('label:text!', t4."label")
  from (select t4."label" from "tags" as t4
    where not soloql_ilike(?5, t4."label")
    order by t4."id") as t4) as "nilike",
  (select soloql_list('label:text!', t5."label")
  from (select t5."label" from "tags" as t5
    where soloql_like(?6, t5."label")
    order by t5."id") as t5) as "one",
  (select soloql_list('label:text!', t6."label")
  from (select t6."label" from "tags" as t6
    where soloql_like(?7, t6."label")
    order by t6."id") as t6) as "whole",
  (select soloql_list('id:int!', t7."id")
  from (select t7."id" from "products" as t7
    where soloql_like(?8, t7."description")
    order by t7."id") as t7) as "escaped",
  (select soloql_list('id:int!', t8."id")
  from (select t8."id" from "products" as t8
    where not soloql_like(?9, t8."description")
    order by t8."id") as t8) as "nulls";
-- ?1 text = "%Knife%"
-- ?2 text = "%knife%"
-- ?3 text = "%a%"
-- ?4 text = "%KNIFE%"
-- ?5 text = "%A%"
-- ?6 text = "_e_"
-- ?7 text = "e"
-- ?8 text = "%100\\%%30\\_m%"
-- ?9 text = "%"
