insert into "product_tags" ("product_id", "tag_id") values (?1, ?2)
returning "product_id", "tag_id";
-- ?1 = 1
-- ?2 = 9
insert into "product_tags" ("product_id", "tag_id") values (?1, ?2)
returning "product_id", "tag_id";
-- ?1 = 7
-- ?2 = 9
select 1 from (select json_extract(value, '$[0]') as "k0", json_extract(value, '$[1]') as "k1", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "product_tags" as t2 on t2."product_id" = t4."k0" and t2."tag_id" = t4."k1" where exists (select 1 from "products" as t3
  where t3."id" = t2."product_id" and t3."discontinued" = ?2) is not true limit 1;
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = false
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 0)
