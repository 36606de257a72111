select
  (select soloql_list('name:text! orders:raw', t0."name",
    (select soloql_list('status:text! id:int!', t1."status", t1."id")
    from (select t1."employee_id", t1."status", t1."id" from
        (select t1."employee_id", t1."status", t1."id", row_number() over (partition by t1."status" order by (select t2."name" from "employees" as t2
          where t2."id" = t1."employee_id") desc nulls first, t1."id") as "number" from "orders" as t1
        where t1."customer_id" = t0."id") as t1
      where t1."number" = 1
      order by t1."status", (select t2."name" from "employees" as t2
        where t2."id" = t1."employee_id") desc nulls first, t1."id") as t1))
  from (select t0."name", t0."id" from "customers" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "customers",
  (select soloql_list('label:text! products:raw', t3."label",
    (select soloql_list('category_id:int name:text!', t4."category_id", t4."name")
    from (select t4."category_id", t4."id", t4."name" from
        (select t4."category_id", t4."id", t4."name", row_number() over (partition by t4."category_id" order by t4."id") as "number" from "product_tags" as t5 join "products" as t4 on t4."id" = t5."product_id"
        where t5."tag_id" = t3."id") as t4
      where t4."number" = 1
      order by t4."category_id" nulls last, t4."id") as t4))
  from (select t3."label", t3."id" from "tags" as t3
    order by t3."id" limit 2) as t3) as "tags";
-- ?1 int[] = [1,2]
