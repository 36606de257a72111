insert into "excluded" as t0 ("id", "n") values (?1, ?2)
on conflict ("id") do update set "n" = excluded."n"
where t0."n" < ?3
returning "id";
-- ?1 = 1
-- ?2 = 9
-- ?3 = 7
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('n:int!', t1."n")
  from (select t1."n" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t2 join "excluded" as t1 on t1."id" = t2."k0"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 0)
-- ?2 = what an earlier step brings (slot 1)
