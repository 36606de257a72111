select
  (select soloql_list('name:text! orders_group:raw', t0."name",
    (select soloql_list('key{status:text} aggregate{count:int!}', t2."k0", t2."m0")
    from (select t2."k0", t2."m0" from
        (select t1."status" as "k0", count(*) as "m0"
        from "orders" as t1
        where t1."customer_id" = t0."id"
        group by 1) as t2
      order by t2."m0" desc nulls first, t2."k0" nulls last) as t2))
  from (select t0."name", t0."id" from "customers" as t0
    order by t0."id" limit 3) as t0) as "customers",
  (select soloql_list('name:text! tags_group:raw', t3."name",
    (select soloql_list('key{label:text} aggregate{count:int!}', t6."k0", t6."m0")
    from (select t6."k0", t6."m0" from
        (select t4."label" as "k0", count(*) as "m0"
        from "product_tags" as t5 join "tags" as t4 on t4."id" = t5."tag_id"
        where t5."product_id" = t3."id"
        group by 1) as t6
      order by t6."k0" nulls last) as t6))
  from (select t3."name", t3."id" from "products" as t3
    order by t3."id" limit 2) as t3) as "products";
