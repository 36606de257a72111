select soloql_object('aggregate:raw',
  (select soloql_object('count:int! sum{quantity:bigint total:numeric}', count(*), soloql_sum(t0."quantity"), soloql_sum(t0."total"))
  from "items" as t0
  where exists (select 1 from "products" as t1
    where t1."id" = t0."product_id" and exists (select 1 from "categories" as t2
      where t2."id" = t1."category_id" and t2."name" = ?1)))) as "items_aggregate";
-- ?1 text = "Tents"
