update orders set total = total + ?1 where ?2 is null or status = ?3
returning total, ID;
-- ?1 = 1
-- ?2 = "open"
-- ?3 = "open"
select
  (select soloql_list('id:int! total:numeric! status:order_status(open|paid|shipped)! buyer:raw', t0."id", t0."total", t0."status",
    (select soloql_object('full_name:text!', t2."full_name")
    from (select *, "rowid" as "rowid", (first_name || coalesce(' ' || last_name, '') -- a comment
) as "full_name" from "customers") as t2
    where t2."id" = t0."customer_id" limit 1))
  from (select t0."id", t0."total", t0."status", t0."customer_id" from (select json_extract(value, '$[0]') as "total", json_extract(value, '$[1]') as "id", rowid as "at" from temp.soloql_each(?1, 'any')) as t1 join "orders" as t0 on t0."id" = t1."id"
    order by t1."at") as t0);
-- ?1 = what an earlier step brings (slot 1)
update orders set total = total + ?1 where ?2 is null or status = ?3
returning total, ID;
-- ?1 = -1
-- ?2 = null
-- ?3 = null
select
  (select soloql_list('id:int! total:numeric!', t3."id", t3."total")
  from (select t3."id", t3."total" from (select json_extract(value, '$[0]') as "total", json_extract(value, '$[1]') as "id", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "orders" as t3 on t3."id" = t4."id"
    order by t4."at") as t3);
-- ?1 = what an earlier step brings (slot 3)
