select
  (select soloql_list('key{product{category{name:text}}} aggregate{sum{total:numeric}}', t1."k0", t1."m0")
  from (select t1."k0", t1."m0" from
      (select t3."name" as "k0", soloql_sum(t0."total") as "m0", max(t0."price") as "m1", soloql_avg(t0."quantity") as "m2", soloql_sum(t0."quantity") as "m3", count(*) as "m4"
      from "items" as t0
      left join "products" as t2 on t2."id" = t0."product_id"
      left join "categories" as t3 on t3."id" = t2."category_id"
      where exists (select 1 from "orders" as t4
        where t4."id" = t0."order_id" and t4."status" <> ?1)
      group by 1) as t1
    where ((t1."m1" > ?2 or t1."m2" < ?3) and not (t1."m3" > ?4) and t1."m4" >= ?5)
    order by t1."m0" desc nulls first, t1."m4" nulls last, t1."k0" nulls last limit 5) as t1) as "items_group";
-- ?1 text = "open"
-- ?2 numeric = 20
-- ?3 float = 2
-- ?4 bigint = 100
-- ?5 int = 2 (slot 0)
