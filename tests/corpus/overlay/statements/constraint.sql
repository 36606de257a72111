update orders set status = ?1 where id = ?2 returning status;
-- ?1 = "paid"
-- ?2 = 1
select soloql_members(':order_status(open|paid|shipped)', (select "status" from (select value as "status", rowid as "at" from temp.soloql_each(?1, 'any')) as t0));
-- ?1 = what an earlier step brings (slot 1)
update cars set color = ?1;
-- ?1 = "no such color"
select soloql_members(':int!', ?1);
-- ?1 = what an earlier step brings (slot 2)
