update "reviews" as t0 set "stars" = ?1, "written_at" = ?2
where t0."customer_id" = ?3
returning "id";
-- ?1 = 4
-- ?2 = "2024-06-02 12:00:00"
-- ?3 = 7
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! stars:int! customer_id:int written_at:timestamp', t1."id", t1."stars", t1."customer_id*", t1."written_at*")
  from (select t1."product_id", t1."id", t1."stars", t1."customer_id*", t1."written_at*" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t3 join (select "id", "product_id", "customer_id", "stars", "title", "body", "written_at", "rowid" as "rowid", case when t1."customer_id" = ?3 then "customer_id" end as "customer_id*", case when t1."customer_id" = ?4 then "written_at" end as "written_at*" from "reviews" as t1) as t1 on t1."id" = t3."k0"
    where (exists (select 1 from "products" as t2
      where t2."id" = t1."product_id" and t2."discontinued" = ?5) or t1."customer_id" = ?6)
    order by t3."at") as t1));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
-- ?3 = 7
-- ?4 = 7
-- ?5 = false
-- ?6 = 7
