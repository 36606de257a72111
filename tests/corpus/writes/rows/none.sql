select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('name:text!', t0."name")
  from (select t0."name" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t1 join "authors" as t0 on t0."id" = t1."k0"
    order by t1."at") as t0));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
