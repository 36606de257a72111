select
  (select soloql_list('name:text! discontinued:bool! tags:raw product_tags:raw', t0."name", t0."discontinued",
    (select soloql_list('label:text!', t1."label")
    from (select t1."label" from "product_tags" as t2 join "tags" as t1 on t1."id" = t2."tag_id"
      where t2."product_id" = t0."id" and exists (select 1 from "products" as t3
        where t3."id" = t2."product_id" and t3."discontinued" = ?1)
      order by t1."id") as t1),
    (select soloql_list('tag_id:int!', t4."tag_id")
    from (select t4."product_id", t4."tag_id" from "product_tags" as t4
      where t4."product_id" = t0."id" and exists (select 1 from "products" as t5
        where t5."id" = t4."product_id" and t5."discontinued" = ?2)
      order by t4."product_id", t4."tag_id") as t4))
  from (select t0."name", t0."discontinued", t0."id" from "products" as t0
    where t0."id" in (select value from temp.soloql_each(?3, 'int'))
    order by t0."id") as t0) as "products",
  (select soloql_list('products:raw',
    (select soloql_list('id:int!', t7."id")
    from (select t7."id" from "product_tags" as t8 join "products" as t7 on t7."id" = t8."product_id"
      where t8."tag_id" = t6."id" and exists (select 1 from "products" as t9
        where t9."id" = t8."product_id" and t9."discontinued" = ?4)
      order by t7."id") as t7))
  from (select t6."id" from "tags" as t6
    where t6."id" = ?5
    order by t6."id") as t6) as "tags";
-- ?1 bool = false
-- ?2 bool = false
-- ?3 int[] = [5,7]
-- ?4 bool = false
-- ?5 int = 4
