-- for each row of the list, of which the first is:
insert into "authors" ("name") values (?1)
returning "id";
-- ?1 = "Fine"
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 1)
