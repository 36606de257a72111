select
  (select soloql_list('key{sku:text} aggregate{sum{amount:float}}', t1."k0", t1."m0")
  from (select t1."k0", t1."m0" from
      (select t0."sku" as "k0", soloql_sum(t0."amount") as "m0"
      from (select *, "rowid" as "rowid", (quantity * price) as "amount" from "lines") as t0
      group by 1) as t1
    order by t1."k0" nulls last) as t1) as "lines_group";
