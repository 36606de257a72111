update "products" as t0 set "units_sold" = ?1
where t0."id" = ?2
returning "id";
-- ?1 = 9223372036854775807
-- ?2 = 1
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
update "products" as t1 set "units_sold" = soloql_add(t1."units_sold", ?1)
where t1."id" = ?2
returning "id";
-- ?1 = 1
-- ?2 = 1
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 2)
