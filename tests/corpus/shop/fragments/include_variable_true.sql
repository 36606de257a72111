select
  (select soloql_list('id:int! label:text! products:raw', t0."id", t0."label",
    (select soloql_list('name:text!', t1."name")
    from (select t1."name" from "product_tags" as t2 join "products" as t1 on t1."id" = t2."product_id"
      where t2."tag_id" = t0."id"
      order by t1."id" limit 1) as t1))
  from (select t0."id", t0."label" from "tags" as t0
    order by t0."id" limit 1) as t0) as "tags",
  (select soloql_list('key:text!', t3."key")
  from (select t3."key" from "settings" as t3
    order by t3."key", t3."rowid") as t3) as "settings";
