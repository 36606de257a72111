update "customers" as t0 set "settings" = soloql_json_prepend(t0."settings", ?1)
where t0."id" = ?2
returning "id";
-- ?1 = "first"
-- ?2 = 1
select
  (select soloql_object('settings:json', t1."settings")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t2 join "customers" as t1 on t1."id" = t2."k0" limit 1);
-- ?1 = what an earlier step brings (slot 1)
update "customers" as t3 set "settings" = soloql_json_delete_key(t3."settings", ?1)
where t3."id" = ?2
returning "id";
-- ?1 = "theme"
-- ?2 = 3
select
  (select soloql_object('settings:json', t4."settings")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t5 join "customers" as t4 on t4."id" = t5."k0" limit 1);
-- ?1 = what an earlier step brings (slot 3)
update "customers" as t6 set "settings" = soloql_json_delete_path(t6."settings", ?1)
where t6."id" = ?2
returning "id";
-- ?1 = ["contacts","0","phone"]
-- ?2 = 6
select
  (select soloql_object('settings:json', t7."settings")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t8 join "customers" as t7 on t7."id" = t8."k0" limit 1);
-- ?1 = what an earlier step brings (slot 5)
update "customers" as t9 set "settings" = soloql_json_delete_elem(t9."settings", ?1)
where t9."id" = ?2
returning "id";
-- ?1 = -1
-- ?2 = 1
select
  (select soloql_object('settings:json', t10."settings")
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t11 join "customers" as t10 on t10."id" = t11."k0" limit 1);
-- ?1 = what an earlier step brings (slot 7)
