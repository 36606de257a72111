insert into "tags" ("label") values (?1)
returning "id";
-- ?1 = "dry"
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('label:text!', t1."label")
  from (select t1."label" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t2 join "tags" as t1 on t1."id" = t2."k0"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
update "tags" as t3 set "label" = ?1
where t3."label" = ?2
returning "id";
-- ?1 = "wet"
-- ?2 = "dry"
select soloql_object('affected_rows:int!', ?1);
-- ?1 = what an earlier step brings (slot 2)
