select
  (select soloql_list('id:int! placed_at:timestamp! customer?{name:text! country:text!} employee?{name:text! manager?{name:text!}} items:raw', t0."id", t0."placed_at", t1."id", t1."name", t1."country", t2."id", t2."name", t3."id", t3."name",
    (select soloql_list('line:int! quantity:int! total:numeric product?{name:text! category?{name:text! parent?{name:text!}}}', t4."line", t4."quantity", t4."total", t5."id", t5."name", t6."id", t6."name", t7."id", t7."name")
    from (select t4."line", t4."quantity", t4."total", t4."product_id" from "items" as t4
      where t4."order_id" = t0."id"
      order by t4."line", t4."order_id", t4."rowid") as t4
    left join "products" as t5 on t5."id" = t4."product_id"
    left join "categories" as t6 on t6."id" = t5."category_id"
    left join "categories" as t7 on t7."id" = t6."parent_id"))
  from (select t0."id", t0."placed_at", t0."customer_id", t0."employee_id" from "orders" as t0
    where t0."status" = ?1
    order by t0."placed_at" desc, t0."id" limit 4) as t0
  left join "customers" as t1 on t1."id" = t0."customer_id"
  left join "employees" as t2 on t2."id" = t0."employee_id"
  left join "employees" as t3 on t3."id" = t2."manager_id") as "orders";
-- ?1 text = "paid"
