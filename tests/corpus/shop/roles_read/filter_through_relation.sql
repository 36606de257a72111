select
  (select soloql_list('name:text! products:raw', t0."name",
    (select soloql_list('name:text!', t2."name")
    from (select t2."name" from "products" as t2
      where t2."category_id" = t0."id" and t2."discontinued" = ?1
      order by t2."price" desc, t2."id" limit 3) as t2))
  from (select t0."id", t0."name" from "categories" as t0
    where exists (select 1 from "products" as t1
      where t1."category_id" = t0."id" and (t1."discontinued" = ?2 and soloql_like(?3, t1."name")))
    order by t0."id") as t0) as "categories";
-- ?1 bool = false
-- ?2 bool = false
-- ?3 text = "%Knife%"
