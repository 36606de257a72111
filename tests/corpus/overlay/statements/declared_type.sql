insert into lines(order_id, sku, quantity, price) values (1, ?1, ?2, 2.5)
returning order_id, quantity * price as amount, sku;
-- ?1 = "new"
-- ?2 = 1
select
  (select soloql_object('__typename=posting sku:text amount:float order?{id:int! total:numeric!}', t0."sku", t0."amount", t2."id", t2."id", t2."total")
  from (select json_extract(value, '$[0]') as "order_id", json_extract(value, '$[1]') as "amount", json_extract(value, '$[2]') as "sku", rowid as "at" from temp.soloql_each(?1, 'any')) as t0
  left join "orders" as t2 on t2."id" = t0."order_id" limit 1);
-- ?1 = what an earlier step brings (slot 1)
with doomed as materialized (select rowid as line from lines where order_id is ?1)
delete from lines where rowid in (select line from doomed)
returning sku, quantity * price as amount, order_id;
-- ?1 = 1
select
  (select soloql_list('sku:text amount:float order?{id:int!}', t3."sku", t3."amount", t5."id", t5."id")
  from (select t3."sku", t3."amount", t3."order_id" from (select json_extract(value, '$[0]') as "sku", json_extract(value, '$[1]') as "amount", json_extract(value, '$[2]') as "order_id", rowid as "at" from temp.soloql_each(?1, 'any')) as t3
    order by t3."at") as t3
  left join "orders" as t5 on t5."id" = t3."order_id");
-- ?1 = what an earlier step brings (slot 3)
with doomed as materialized (select rowid as line from lines where order_id is ?1)
delete from lines where rowid in (select line from doomed)
returning sku, quantity * price as amount, order_id;
-- ?1 = 1
select
  (select soloql_list('sku:text', t6."sku")
  from (select t6."sku" from (select json_extract(value, '$[0]') as "sku", json_extract(value, '$[1]') as "amount", json_extract(value, '$[2]') as "order_id", rowid as "at" from temp.soloql_each(?1, 'any')) as t6
    order by t6."at") as t6);
-- ?1 = what an earlier step brings (slot 5)
with doomed as materialized (select rowid as line from lines where order_id is ?1)
delete from lines where rowid in (select line from doomed)
returning sku, quantity * price as amount, order_id;
-- ?1 = null
select
  (select soloql_list('sku:text order_id:int', t8."sku", t8."order_id")
  from (select t8."sku", t8."order_id" from (select json_extract(value, '$[0]') as "sku", json_extract(value, '$[1]') as "amount", json_extract(value, '$[2]') as "order_id", rowid as "at" from temp.soloql_each(?1, 'any')) as t8
    order by t8."at") as t8);
-- ?1 = what an earlier step brings (slot 7)
