select
  (select soloql_list('name:text! products_aggregate{aggregate:raw}', t0."name",
    (select soloql_object('count:int! median{price:float}', count(*), soloql_median(t1."price"))
    from "products" as t1
    where t1."category_id" = t0."id" and t1."price" > ?1))
  from (select t0."name", t0."id" from "categories" as t0
    order by t0."id" limit 3) as t0) as "categories", soloql_object('aggregate:raw',
  (select soloql_object('median{revenue:float} count_distinct{country:int!}', soloql_median(t2."revenue"), count(distinct t2."country"))
  from "sales_by_month" as t2)) as "sales_by_month_aggregate";
-- ?1 numeric = 5
