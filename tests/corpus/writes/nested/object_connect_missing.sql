select t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 1
select t1."id" from "authors" as t1
where t1."id" = ?1 limit 1;
-- ?1 = 99
update "books" as t2 set "author_id" = ?1
where t2."id" = ?2
returning "id";
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 3)
select
  (select soloql_object('id:int!', t3."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t4 join "books" as t3 on t3."id" = t4."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
