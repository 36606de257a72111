select
  (select soloql_list('label:text', t0."label")
  from (select t0."label" from "copies" as t0
    where soloql_like(?1, t0."label")
    order by t0."barcode", t0."rowid") as t0) as "a",
  (select soloql_list('price:numeric bought_cents:int', t1."price", t1."bought_cents")
  from (select t1."price", t1."bought_cents" from "copies" as t1
    where t1."bought_cents" = ?2
    order by t1."barcode", t1."rowid") as t1) as "b";
-- ?1 text = "EAS/%"
-- ?2 int = 999
