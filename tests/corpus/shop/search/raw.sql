select 'id:int! title:text', t0."id", t0."title"
from "reviews" as t0
where t0."id" in (select t1.rowid from "reviews_fts" as t1
  where t1."reviews_fts" match ?1)
order by t0."id";
-- ?1 text = "body : (good OR warm*) NOT title:bad" (slot 0)
