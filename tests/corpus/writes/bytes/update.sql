update "prints" as t0 set "note" = ?1
where t0."batch" = ?2
returning "batch", "number";
-- ?1 = "both"
-- ?2 = "AQI="
select soloql_object('returning:raw',
  (select soloql_list('batch:blob! number:int! note:text', t1."batch", t1."number", t1."note")
  from (select t1."batch", t1."number", t1."note" from (select soloql_bytes(json_extract(value, '$[0]')) as "k0", json_extract(value, '$[1]') as "k1", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "prints" as t1 on t1."batch" = t2."k0" and t1."number" = t2."k1"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 1)
update "prints" as t3 set "number" = ?1
where (t3."batch" = ?2 and t3."number" = ?3)
returning "batch", "number";
-- ?1 = 9
-- ?2 = "/w=="
-- ?3 = 1
select
  (select soloql_object('batch:blob! number:int!', t4."batch", t4."number")
  from (select soloql_bytes(json_extract(value, '$[0]')) as "k0", json_extract(value, '$[1]') as "k1", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "prints" as t4 on t4."batch" = t5."k0" and t4."number" = t5."k1" limit 1);
-- ?1 = what an earlier step brings (slot 3)
