select
  (select soloql_list('id:int! i8:bigint', t0."id", t0."i8")
  from (select t0."id", t0."i8" from "types" as t0
    where t0."i8" in (select value from temp.soloql_each(?1, 'bigint'))
    order by t0."id") as t0) as "big",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "types" as t1
    where t1."s" in (select value from temp.soloql_each(?2, 'text'))
    order by t1."id") as t1) as "text", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "types" as t2
  where t2."id" in (select value from temp.soloql_each(?3, 'int')))) as "any";
-- ?1 bigint[] = [9007199254740993,9007199254740992]
-- ?2 text[] = ["text","\u0000","'"]
-- ?3 int[] = []
