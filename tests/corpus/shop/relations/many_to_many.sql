select
  (select soloql_list('name:text! tags:raw', t0."name",
    (select soloql_list('label:text!', t1."label")
    from (select t1."label" from "product_tags" as t2 join "tags" as t1 on t1."id" = t2."tag_id"
      where t2."product_id" = t0."id"
      order by t1."id") as t1))
  from (select t0."name", t0."id" from "products" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "products";
-- ?1 int[] = [5,9,13]
