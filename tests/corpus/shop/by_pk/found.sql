select
  (select soloql_object('id:int! sku:uuid! name:text! price:numeric!', t0."id", t0."sku", t0."name", t0."price")
  from "products" as t0
  where t0."id" = ?1) as "products_by_pk";
-- ?1 int = 5
