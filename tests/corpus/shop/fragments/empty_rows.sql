select
  (select soloql_list('')
  from (select 1 from "tags" as t0
    order by t0."id" limit 2) as t0) as "tags",
  (select soloql_object('category?{}', t2."id")
  from "products" as t1
  left join "categories" as t2 on t2."id" = t1."category_id"
  where t1."id" = ?1) as "product";
-- ?1 int = 1
