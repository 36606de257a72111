select 'id:int! title:text', t0."id", t0."title"
from "reviews" as t0
where (exists (select 1 from "employees" as t1
  where (t1."id" = ?1 and t1."title" = ?2)) and t0."id" in (select t2.rowid from "reviews_fts" as t2
  where t2."reviews_fts" match soloql_words(?3)))
order by t0."id";
-- ?1 int = 4 (slot 0)
-- ?2 text = "Clerk"
-- ?3 text = "sharp"
