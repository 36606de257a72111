select
  (select soloql_list('order_id:int! line:int! product?{category?{name:text! parent?{name:text!}}}', t0."order_id", t0."line", t6."id", t7."id", t7."name", t8."id", t8."name")
  from (select t0."product_id", t0."order_id", t0."line" from "items" as t0
    order by (select (select (select t3."name" from "categories" as t3
          where t3."id" = t2."parent_id") from "categories" as t2
        where t2."id" = t1."category_id") from "products" as t1
      where t1."id" = t0."product_id") nulls last, (select (select t5."name" from "categories" as t5
        where t5."id" = t4."category_id") from "products" as t4
      where t4."id" = t0."product_id") nulls last, t0."order_id", t0."line", t0."rowid" limit 5) as t0
  left join "products" as t6 on t6."id" = t0."product_id"
  left join "categories" as t7 on t7."id" = t6."category_id"
  left join "categories" as t8 on t8."id" = t7."parent_id") as "items";
