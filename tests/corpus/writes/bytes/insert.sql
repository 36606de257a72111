insert into "prints" ("batch", "number", "note") values (?1, ?2, ?3)
returning "batch", "number";
-- ?1 = "/w=="
-- ?2 = 2
-- ?3 = "third"
insert into "prints" ("batch", "number") values (?1, ?2)
returning "batch", "number";
-- ?1 = ""
-- ?2 = 1
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('batch:blob! number:int! note:text', t2."batch", t2."number", t2."note")
  from (select t2."batch", t2."number", t2."note" from (select soloql_bytes(json_extract(value, '$[0]')) as "k0", json_extract(value, '$[1]') as "k1", rowid as "at" from temp.soloql_each(?2, 'any')) as t3 join "prints" as t2 on t2."batch" = t3."k0" and t2."number" = t3."k1"
    order by t3."at") as t2));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
