select soloql_members(':numeric', (select * from (select sum(total) from orders where ?1 is null or status = ?2) as t0)) as "revenue", soloql_members(':numeric', (select * from (select sum(total) from orders where ?3 is null or status = ?4) as t1)) as "all", soloql_members(':order_status(open|paid|shipped)', (select * from (select status from orders where id = 5) as t2)) as "last_status",
  (select soloql_object('id:int!', t3."id")
  from (select * from customers where 0) as t3 limit 1) as "nobody";
-- ?1 text = "open"
-- ?2 text = "open"
-- ?3 int = null
-- ?4 int = null
