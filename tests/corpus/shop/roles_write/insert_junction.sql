insert into "product_tags" ("product_id", "tag_id") values (?1, ?2)
returning "product_id", "tag_id";
-- ?1 = 1
-- ?2 = 9
select 1 from (select json_extract(value, '$[0]') as "k0", json_extract(value, '$[1]') as "k1", rowid as "at" from temp.soloql_each(?1, 'any')) as t7 join "product_tags" as t5 on t5."product_id" = t7."k0" and t5."tag_id" = t7."k1" where exists (select 1 from "products" as t6
  where t6."id" = t5."product_id" and t6."discontinued" = ?2) is not true limit 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = false
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('tag?{label:text!}', t4."id", t4."label")
  from (select t1."product_id", t1."tag_id" from (select json_extract(value, '$[0]') as "k0", json_extract(value, '$[1]') as "k1", rowid as "at" from temp.soloql_each(?2, 'any')) as t3 join "product_tags" as t1 on t1."product_id" = t3."k0" and t1."tag_id" = t3."k1"
    where exists (select 1 from "products" as t2
      where t2."id" = t1."product_id" and t2."discontinued" = ?3)
    order by t3."at") as t1
  left join "tags" as t4 on t4."id" = t1."tag_id"));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
-- ?3 = false
