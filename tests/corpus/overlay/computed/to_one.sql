select
  (select soloql_list('id:int! buyer:raw', t0."id",
    (select soloql_object('full_name:text!', t1."full_name")
    from (select *, "rowid" as "rowid", (first_name || coalesce(' ' || last_name, '') -- a comment
) as "full_name" from "customers") as t1
    where t1."id" = t0."customer_id" limit 1))
  from (select t0."id", t0."customer_id" from "orders" as t0
    order by t0."id" limit 2) as t0) as "orders",
  (select soloql_object('full_name:text!', t2."full_name")
  from (select *, "rowid" as "rowid", (first_name || coalesce(' ' || last_name, '') -- a comment
) as "full_name" from "customers") as t2
  where t2."id" = ?1) as "customers_by_pk";
-- ?1 int = 3
