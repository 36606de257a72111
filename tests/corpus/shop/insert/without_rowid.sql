insert into "tags" ("label") values (?1)
returning "id";
-- ?1 = "fresh"
insert into "product_tags" ("product_id", "tag_id") values (?1, ?2)
returning "product_id", "tag_id";
-- ?1 = 5
-- ?2 = what an earlier step brings (slot 2)
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('product_id:int! tag?{label:text!}', t2."product_id", t4."id", t4."label")
  from (select t2."product_id", t2."tag_id" from (select json_extract(value, '$[0]') as "k0", json_extract(value, '$[1]') as "k1", rowid as "at" from temp.soloql_each(?2, 'any')) as t3 join "product_tags" as t2 on t2."product_id" = t3."k0" and t2."tag_id" = t3."k1"
    order by t3."at") as t2
  left join "tags" as t4 on t4."id" = t2."tag_id"));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
