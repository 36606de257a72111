select t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 1
select
  (select soloql_object('id:int! title:text!', t2."id", t2."title")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t3 join "books" as t2 on t2."id" = t3."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
