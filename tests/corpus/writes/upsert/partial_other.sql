insert into "books" ("author_id", "publisher_id", "title") values (?1, ?2, ?3)
on conflict ("publisher_id", "title") where ( not withdrawn) do nothing
returning "id";
-- ?1 = 1
-- ?2 = 2
-- ?3 = "Arches"
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
