select
  (select soloql_list('name:text!', t0."name")
  from (select t0."category_id", t0."name" from "products" as t0
    where exists (select 1 from "categories" as t1
      where t1."id" = t0."category_id" and (select count(*) > ?1 from "products" as t2
        where t2."category_id" = t1."id"))
    order by t0."id" limit 2) as t0) as "products",
  (select soloql_list('label:text!', t3."label")
  from (select t3."id", t3."label" from "tags" as t3
    where (select count(*) > ?2 from "product_tags" as t5 join "products" as t4 on t4."id" = t5."product_id"
      where t5."tag_id" = t3."id" and (select count(*) > ?3 from "reviews" as t6
        where t6."product_id" = t4."id"))
    order by t3."id") as t3) as "tags";
-- ?1 int = 2
-- ?2 int = 0
-- ?3 int = 1
