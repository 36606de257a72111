select t0."id", t0."publisher_id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 2
select t1."id" from "publishers" as t1
where t1."id" = ?1 limit 1;
-- ?1 = what an earlier step brings (slot 2)
update "publishers" as t2 set "name" = ?1
where t2."id" = ?2
returning 1;
-- ?1 = "x"
-- ?2 = what an earlier step brings (slot 3)
select
  (select soloql_object('id:int!', t4."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
