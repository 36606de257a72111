select
  (select soloql_list('key{year:timestamp quarter:timestamp week:timestamp} aggregate{count:int! min{placed_at:timestamp}}', t1."k0", t1."k1", t1."k2", t1."m0", t1."m1")
  from (select t1."k0", t1."k1", t1."k2", t1."m0", t1."m1" from
      (select soloql_bucket('year', t0."placed_at") as "k0", soloql_bucket('quarter', t0."placed_at") as "k1", soloql_bucket('week', t0."placed_at") as "k2", count(*) as "m0", min(t0."placed_at") as "m1"
      from "orders" as t0
      group by 1, 2, 3) as t1
    order by t1."k0" desc nulls first, t1."k1" desc nulls first, t1."k2" desc nulls first limit 4 offset ?1) as t1) as "orders_group";
-- ?1 int = 1
