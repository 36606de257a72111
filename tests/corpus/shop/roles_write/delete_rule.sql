delete from "products" as t0
where (t0."stock" = ?1 and t0."units_sold" = ?2 and t0."id" in (select value from temp.soloql_each(?3, 'int')))
returning 1;
-- ?1 = 0
-- ?2 = 0
-- ?3 = [1,18]
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
