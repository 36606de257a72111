select t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 2
update "books" as t1 set "publisher_id" = ?1
where t1."id" = ?2
returning "id";
-- ?1 = null
-- ?2 = what an earlier step brings (slot 2)
select
  (select soloql_object('id:int! publisher?{id:int!}', t2."id", t4."id", t4."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t3 join "books" as t2 on t2."id" = t3."k0"
  left join "publishers" as t4 on t4."id" = t2."publisher_id" limit 1);
-- ?1 = what an earlier step brings (slot 1)
