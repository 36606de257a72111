insert into "orders" ("id", "customer_id", "status", "placed", "total") values (?1, ?2, ?3, ?4, ?5)
returning "id";
-- ?1 = 100
-- ?2 = 1
-- ?3 = "paid"
-- ?4 = "2026-01-01"
-- ?5 = 4
select
  (select soloql_object('id:int!', t1."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "orders" as t1 on t1."id" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
update orders set status = 'shipped' where status = 'paid' and placed < ?1 -- all
;
-- ?1 = "2026-01-02"
select soloql_members(':int', ?1);
-- ?1 = what an earlier step brings (slot 2)
select
  (select soloql_object('id:int! status:order_status(open|paid|shipped)!', t4."id", t4."status")
  from "orders" as t4
  where t4."id" = ?1 limit 1);
-- ?1 = 100
delete from "orders" as t3
where t3."id" = ?1
returning 1;
-- ?1 = 100
update orders set total = total + ?1 where ?2 is null or status = ?3
returning total, ID;
-- ?1 = 5
-- ?2 = "shipped"
-- ?3 = "shipped"
select
  (select soloql_list('id:int!', t5."id")
  from (select t5."id" from (select json_extract(value, '$[0]') as "total", json_extract(value, '$[1]') as "id", rowid as "at" from temp.soloql_each(?1, 'any')) as t6 join "orders" as t5 on t5."id" = t6."id"
    order by t6."at") as t5);
-- ?1 = what an earlier step brings (slot 7)
