select t0."copies" > ?1 from "books" as t0
where t0."id" = ?2;
-- ?1 = 99
-- ?2 = 1
select t1."id", t1."id" from "books" as t1
where t1."id" = ?1 limit 1;
-- ?1 = 1
delete from "pages" as t3
where t3."book_id" = ?1
returning 1;
-- ?1 = what an earlier step brings (slot 2)
select
  (select soloql_object('id:int!', t4."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "books" as t4 on t4."id" = t5."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
