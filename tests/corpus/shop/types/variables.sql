select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "products" as t0
    where t0."id" = ?1
    order by t0."id") as t0) as "int",
  (select soloql_list('units_sold:bigint!', t1."units_sold")
  from (select t1."units_sold" from "products" as t1
    where t1."units_sold" > ?2
    order by t1."id") as t1) as "bigint",
  (select soloql_list('weight:float', t2."weight")
  from (select t2."weight" from "products" as t2
    where t2."weight" = ?3
    order by t2."id") as t2) as "float",
  (select soloql_list('price:numeric!', t3."price")
  from (select t3."price" from "products" as t3
    where t3."price" = ?4
    order by t3."id") as t3) as "numeric",
  (select soloql_list('id:int!', t4."id")
  from (select t4."id" from "products" as t4
    where t4."discontinued" = ?5
    order by t4."id") as t4) as "boolean",
  (select soloql_list('label:text!', t5."label")
  from (select t5."label" from "tags" as t5
    where t5."label" = ?6
    order by t5."id") as t5) as "string",
  (select soloql_list('born:date', t6."born")
  from (select t6."born" from "customers" as t6
    where t6."born" = ?7
    order by t6."id") as t6) as "date",
  (select soloql_list('placed_at:timestamp!', t7."placed_at")
  from (select t7."placed_at" from "orders" as t7
    where t7."placed_at" = ?8
    order by t7."id") as t7) as "timestamp",
  (select soloql_list('pickup:time', t8."pickup")
  from (select t8."pickup" from "orders" as t8
    where t8."pickup" = ?9
    order by t8."id") as t8) as "time",
  (select soloql_list('sku:uuid!', t9."sku")
  from (select t9."sku" from "products" as t9
    where t9."sku" = ?10
    order by t9."id") as t9) as "uuid",
  (select soloql_list('photo:blob', t10."photo")
  from (select t10."photo" from "employees" as t10
    where t10."photo" = ?11
    order by t10."id") as t10) as "bytea",
  (select soloql_list('value:any', t11."value")
  from (select t11."value" from "settings" as t11
    where t11."value" = ?12
    order by t11."key", t11."rowid") as t11) as "any";
-- ?1 int = 3 (slot 0)
-- ?2 bigint = 4999999999 (slot 1)
-- ?3 float = 0.9 (slot 2)
-- ?4 numeric = 12.9 (slot 3)
-- ?5 bool = true (slot 4)
-- ?6 text = "gift" (slot 5)
-- ?7 date = "2000-02-29" (slot 6)
-- ?8 timestamp = "2023-09-08 02:07:20" (slot 7)
-- ?9 time = "17:45:30" (slot 8)
-- ?10 uuid = "1000d889-00d9-4077-8023-abcdef000007" (slot 9)
-- ?11 blob = "AP8Q" (slot 10)
-- ?12 any = 0.19 (slot 11)
