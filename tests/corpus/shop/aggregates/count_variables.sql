select soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(distinct t0."category_id"))
  from "products" as t0)) as "products_aggregate";
