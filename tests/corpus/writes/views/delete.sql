select t0."title" = ?1 from "catalogue" as t0
where t0."id" = ?2;
-- ?1 = "Caves"
-- ?2 = 3
select
  (select soloql_object('title:text', t2."title")
  from "catalogue" as t2
  where t2."id" = ?1 limit 1);
-- ?1 = 3
delete from "catalogue"
where "catalogue"."id" = ?1
returning 1;
-- ?1 = 3
select cast(
  (select soloql_list('id:int', t4."id")
  from (select t4."id" from "catalogue" as t4
    where t4."id" = ?1
    order by t4."id" nulls last) as t4) as text);
-- ?1 = 3
delete from "catalogue"
where "catalogue"."id" = ?1
returning 1;
-- ?1 = 3
select soloql_object('affected_rows:int! returning:raw', ?1, ?2);
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 4)
