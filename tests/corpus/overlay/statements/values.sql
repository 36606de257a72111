update orders set status = ?1 where id = ?2 returning status;
-- ?1 = "paid"
-- ?2 = 1
select soloql_members(':order_status(open|paid|shipped)', (select "status" from (select value as "status", rowid as "at" from temp.soloql_each(?1, 'any')) as t0));
-- ?1 = what an earlier step brings (slot 1)
update orders set status = ?1 where id = ?2 returning status;
-- ?1 = "paid"
-- ?2 = 99
select soloql_members(':order_status(open|paid|shipped)', (select "status" from (select value as "status", rowid as "at" from temp.soloql_each(?1, 'any')) as t1));
-- ?1 = what an earlier step brings (slot 3)
update orders set total = total * 2 where id = ?1 returning total;
-- ?1 = 1
select soloql_members(':int!', (select "total" from (select value as "total", rowid as "at" from temp.soloql_each(?1, 'any')) as t2));
-- ?1 = what an earlier step brings (slot 5)
