insert into "catalogue" ("id", "title", "author") values (?1, ?2, ?3)
returning "id";
-- ?1 = 1
-- ?2 = "Doors"
-- ?3 = "Ada"
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
