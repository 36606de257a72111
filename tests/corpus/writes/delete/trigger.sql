select cast(
  (select soloql_list('id:int! about:text!', t1."id", t1."about")
  from (select t1."id", t1."about" from "logs" as t1
    where t1."id" > ?1
    order by t1."id") as t1) as text);
-- ?1 = 0
select cast(
  (select soloql_list('about:text!', t2."about")
  from (select t2."about" from "logs" as t2
    where t2."id" > ?1
    order by t2."id") as t2) as text);
-- ?1 = 0
delete from "logs" as t0
where t0."id" > ?1
returning 1;
-- ?1 = 0
select soloql_object('affected_rows:int! returning:raw again:raw __typename=logs_mutation_response', ?1, ?2, ?3);
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 2)
-- ?3 = what an earlier step brings (slot 3)
