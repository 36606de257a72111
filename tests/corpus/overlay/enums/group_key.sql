select
  (select soloql_list('key{status:order_status(open|paid|shipped)} aggregate{count:int!}', t1."k0", t1."m0")
  from (select t1."k0", t1."m0" from
      (select t0."status" as "k0", count(*) as "m0"
      from "orders" as t0
      group by 1) as t1
    order by t1."k0" nulls last) as t1) as "orders_group",
  (select soloql_list('key{color:colors_enum(blue|green|red)}', t3."k0")
  from (select t3."k0" from
      (select t2."color" as "k0"
      from "cars" as t2
      group by 1) as t3
    order by t3."k0" nulls last) as t3) as "cars_group",
  (select soloql_list('key{order{status:order_status(open|paid|shipped)}}', t5."k0")
  from (select t5."k0" from
      (select t6."status" as "k0"
      from "lines" as t4
      left join "orders" as t6 on t6."id" = t4."order_id"
      group by 1) as t5
    order by t5."k0" nulls last) as t5) as "lines_group";
