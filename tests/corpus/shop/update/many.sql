update "tags" as t0 set "label" = ?1
where t0."id" = ?2
returning "id";
-- ?1 = "a"
-- ?2 = 1
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! label:text!', t1."id", t1."label")
  from (select t1."id", t1."label" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t2 join "tags" as t1 on t1."id" = t2."k0"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
update "tags" as t3 set "label" = ?1
where t3."label" = ?2
returning "id";
-- ?1 = "b"
-- ?2 = "a"
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! label:text!', t4."id", t4."label")
  from (select t4."id", t4."label" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t5 join "tags" as t4 on t4."id" = t5."k0"
    order by t5."at") as t4));
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 3)
update "tags" as t6 set "label" = ?1
where t6."id" = ?2
returning "id";
-- ?1 = "c"
-- ?2 = -1
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! label:text!', t7."id", t7."label")
  from (select t7."id", t7."label" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t8 join "tags" as t7 on t7."id" = t8."k0"
    order by t8."at") as t7));
-- ?1 = what an earlier step brings (slot 4)
-- ?2 = what an earlier step brings (slot 5)
