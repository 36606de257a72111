insert into "tags" ("label") values (?1)
returning "id";
-- ?1 = "zebra"
insert into "tags" ("label") values (?1)
returning "id";
-- ?1 = "ant"
insert into "tags" ("id", "label") values (?1, ?2)
returning "id";
-- ?1 = 900
-- ?2 = "cow"
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('label:text!', t3."label")
  from (select t3."label" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t4 join "tags" as t3 on t3."id" = t4."k0"
    order by t4."at") as t3));
-- ?1 = what an earlier step brings (slot 4)
-- ?2 = what an earlier step brings (slot 5)
