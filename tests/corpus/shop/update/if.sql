select t0."label" = ?1 from "tags" as t0
where t0."id" = ?2;
-- ?1 = "never"
-- ?2 = 1
update "tags" as t1 set "label" = ?1
where t1."id" = ?2
returning "id";
-- ?1 = "x"
-- ?2 = 1
select
  (select soloql_object('id:int!', t2."id")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t3 join "tags" as t2 on t2."id" = t3."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
