select
  (select soloql_list('name:text! products:raw', t0."name",
    (select soloql_list('name:text! items_aggregate{aggregate:raw nodes:raw}', t1."name",
      (select soloql_object('count:int! sum{total:numeric}', count(*), soloql_sum(t2."total"))
      from "items" as t2
      where t2."product_id" = t1."id"),
      (select soloql_list('order?{customer?{name:text!}}', t4."id", t5."id", t5."name")
      from (select t3."order_id" from "items" as t3
        where t3."product_id" = t1."id"
        order by t3."order_id", t3."line", t3."rowid") as t3
      left join "orders" as t4 on t4."id" = t3."order_id"
      left join "customers" as t5 on t5."id" = t4."customer_id"))
    from (select t1."name", t1."id" from "products" as t1
      where t1."category_id" = t0."id"
      order by t1."id") as t1))
  from (select t0."name", t0."id" from "categories" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "categories";
-- ?1 int[] = [9,10]
