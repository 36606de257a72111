select
  (select soloql_list('name:text!', t0."name")
  from (select t0."id", t0."name" from "categories" as t0
    where (select max(t1."discontinued") = ?1 from "products" as t1
      where t1."category_id" = t0."id")
    order by t0."id") as t0) as "a",
  (select soloql_list('name:text!', t2."name")
  from (select t2."id", t2."name" from "categories" as t2
    where (select min(t3."discontinued") = ?2 from "products" as t3
      where t3."category_id" = t2."id" and t3."price" > ?3)
    order by t2."id") as t2) as "b";
-- ?1 bool = true
-- ?2 bool = false
-- ?3 numeric = 10
