update "reviews" as t0 set "stars" = ?1, "written_at" = ?2
where t0."customer_id" = ?3
returning "id";
-- ?1 = 4
-- ?2 = "2024-06-02 12:00:00"
-- ?3 = 7
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! stars:int! customer_id:int written_at:timestamp', t2."id", t2."stars", t2."customer_id*", t2."written_at*")
  from (select t2."product_id", t2."id", t2."stars", t2."customer_id*", t2."written_at*" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t4 join (select "id", "product_id", "customer_id", "stars", "title", "body", "written_at", "rowid" as "rowid", case when t2."customer_id" = ?3 then "customer_id" end as "customer_id*", case when t2."customer_id" = ?4 then "written_at" end as "written_at*" from "reviews" as t2) as t2 on t2."id" = t4."k0"
    where (exists (select 1 from "products" as t3
      where t3."id" = t2."product_id" and t3."discontinued" = ?5) or t2."customer_id" = ?6)
    order by t4."at") as t2));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
-- ?3 = 7
-- ?4 = 7
-- ?5 = false
-- ?6 = 7
