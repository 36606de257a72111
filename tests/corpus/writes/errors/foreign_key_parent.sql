select
  (select soloql_object('id:int!', t1."id")
  from "books" as t1
  where t1."id" = ?1 limit 1);
-- ?1 = 2
delete from "books" as t0
where t0."id" = ?1
returning 1;
-- ?1 = 2
