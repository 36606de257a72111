select soloql_object('aggregate:raw',
  (select soloql_object('min{placed_at:timestamp ship_by:date pickup:time} max{placed_at:timestamp ship_by:date pickup:time status:text}', min(t0."placed_at"), min(t0."ship_by"), min(t0."pickup"), max(t0."placed_at"), max(t0."ship_by"), max(t0."pickup"), max(t0."status"))
  from "orders" as t0)) as "orders_aggregate";
