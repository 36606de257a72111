select
  (select soloql_list('v:text', t0."v")
  from (select t0."v" from "x y" as t0
    order by t0."id") as t0) as "x_y",
  (select soloql_list('v:text', t1."v")
  from (select t1."v" from "x-y" as t1
    order by t1."id") as t1) as "x_y_2",
  (select soloql_list('v:text', t2."v")
  from (select t2."v" from "x_y" as t2
    order by t2."id") as t2) as "x_y_3";
