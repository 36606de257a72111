select
  (select soloql_object('tag?{label:text!}', t1."id", t1."label")
  from "product_tags" as t0
  left join "tags" as t1 on t1."id" = t0."tag_id"
  where (t0."product_id" = ?1 and t0."tag_id" = ?2)) as "a",
  (select soloql_object('tag_id:int!', t2."tag_id")
  from "product_tags" as t2
  where (t2."product_id" = ?3 and t2."tag_id" = ?4)) as "b";
-- ?1 int = 5
-- ?2 int = 4
-- ?3 int = 5
-- ?4 int = 5
