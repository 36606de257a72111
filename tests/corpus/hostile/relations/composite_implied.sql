select
  (select soloql_list('a:int! b:text! c:text composite_child:raw', t0."a", t0."b", t0."c",
    (select soloql_list('id:int!', t1."id")
    from (select t1."id" from "composite_child" as t1
      where t1."y" = t0."b" and t1."x" = t0."a"
      order by t1."id") as t1))
  from (select t0."a", t0."b", t0."c" from "composite" as t0
    order by t0."b", t0."a") as t0) as "composite",
  (select soloql_list('id:int! composite?{c:text}', t2."id", t3."b", t3."c")
  from (select t2."id", t2."y", t2."x" from "composite_child" as t2
    order by t2."id") as t2
  left join "composite" as t3 on t3."b" = t2."y" and t3."a" = t2."x") as "composite_child";
