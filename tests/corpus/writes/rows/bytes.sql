-- for each row of the list, of which the first is:
insert into "prints" ("batch", "number", "note") values (?1, ?2, ?3)
returning "batch", "number";
-- ?1 = "AAA="
-- ?2 = 1
-- ?3 = null
select soloql_object('returning:raw',
  (select soloql_list('batch:blob! number:int! note:text', t1."batch", t1."number", t1."note")
  from (select t1."batch", t1."number", t1."note" from (select soloql_bytes(json_extract(value, '$[0]')) as "k0", json_extract(value, '$[1]') as "k1", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "prints" as t1 on t1."batch" = t2."k0" and t1."number" = t2."k1"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 4)
