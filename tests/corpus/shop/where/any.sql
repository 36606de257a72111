select
  (select soloql_list('key:text!', t0."key")
  from (select t0."key" from "settings" as t0
    where t0."value" = ?1
    order by t0."key", t0."rowid") as t0) as "a",
  (select soloql_list('key:text!', t1."key")
  from (select t1."key" from "settings" as t1
    where t1."value" < ?2
    order by t1."key", t1."rowid") as t1) as "b",
  (select soloql_list('key:text!', t2."key")
  from (select t2."key" from "settings" as t2
    where t2."value" in (select value from temp.soloql_each(?3, 'any'))
    order by t2."key", t2."rowid") as t2) as "c",
  (select soloql_list('key:text!', t3."key")
  from (select t3."key" from "settings" as t3
    where t3."value" is null
    order by t3."key", t3."rowid") as t3) as "d";
-- ?1 any = "EUR"
-- ?2 any = 1
-- ?3 any[] = [0.19,"EUR"]
