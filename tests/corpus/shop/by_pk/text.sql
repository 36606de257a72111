select
  (select soloql_object('value:any', t0."value")
  from "settings" as t0
  where t0."key" = ?1) as "settings_by_pk",
  (select soloql_object('value:any', t1."value")
  from "settings" as t1
  where t1."key" = ?2) as "other";
-- ?1 text = "tax"
-- ?2 text = "TAX"
