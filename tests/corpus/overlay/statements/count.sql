update orders set status = 'shipped' where status = 'paid' and placed < ?1 -- all
;
-- ?1 = "2030-01-01"
select soloql_members(':int', ?1);
-- ?1 = what an earlier step brings (slot 1)
update orders set status = 'shipped' where status = 'paid' and placed < ?1 -- all
;
-- ?1 = "1900-01-01"
select soloql_members(':int', ?1);
-- ?1 = what an earlier step brings (slot 3)
