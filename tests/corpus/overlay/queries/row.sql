select
  (select soloql_object('id:int!', t0."id")
  from (select * from customers where ?1 is null or country = ?2 order by id) as t0 limit 1) as "first_of",
  (select soloql_object('id:int!', t1."id")
  from (select * from customers where ?3 is null or country = ?4 order by id) as t1 limit 1) as "fr",
  (select soloql_object('id:int!', t2."id")
  from (select * from customers where ?5 is null or country = ?6 order by id) as t2 limit 1) as "nil";
-- ?1 int = null
-- ?2 int = null
-- ?3 text = "FR"
-- ?4 text = "FR"
-- ?5 int = null
-- ?6 int = null
