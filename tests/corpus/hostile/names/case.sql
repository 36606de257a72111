select
  (select soloql_list('Id:int! NAME:text cased_child:raw', t0."Id", t0."NAME",
    (select soloql_list('id:int!', t1."id")
    from (select t1."id" from "cased_child" as t1
      where t1."parent" = t0."Id"
      order by t1."id") as t1))
  from (select t0."Id", t0."NAME" from "Cased" as t0
    order by t0."Id") as t0) as "Cased",
  (select soloql_list('id:int! parent:int Cased?{NAME:text}', t2."id", t2."parent", t4."Id", t4."NAME")
  from (select t2."parent", t2."id" from "cased_child" as t2
    where exists (select 1 from "Cased" as t3
      where t3."Id" = t2."parent" and t3."NAME" = ?1)
    order by t2."id") as t2
  left join "Cased" as t4 on t4."Id" = t2."parent") as "cased_child";
-- ?1 text = "Two"
