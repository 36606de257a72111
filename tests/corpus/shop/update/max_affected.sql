update "employees" as t0 set "salary" = soloql_add(t0."salary", ?1)
returning "id";
-- ?1 = 1
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
