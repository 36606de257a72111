update "books" as t0 set "title" = ?1
where t0."id" = ?2
returning "id";
-- ?1 = null
-- ?2 = 1
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
