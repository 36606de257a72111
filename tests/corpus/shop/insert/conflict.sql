insert into "tags" ("label") values (?1)
returning "id";
-- ?1 = "new"
insert into "tags" ("label") values (?1)
returning "id";
-- ?1 = "new"
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
