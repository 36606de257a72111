select
  (select soloql_list('id:int! color:colors_enum(blue|green|red)! paint?{note:text cars:raw}', t0."id", t0."color", t1."name", t1."note",
    (select soloql_list('id:int!', t2."id")
    from (select t2."id" from "cars" as t2
      where t2."color" = t1."name"
      order by t2."id") as t2))
  from (select t0."id", t0."color" from "cars" as t0
    where t0."color" = ?1
    order by t0."id") as t0
  left join "COLOR_TBL" as t1 on t1."name" = t0."color") as "cars",
  (select soloql_list('name:text!', t3."name")
  from (select t3."name" from "COLOR_TBL" as t3
    order by t3."name", t3."rowid") as t3) as "all_colors",
  (select soloql_object('note:text', t4."note")
  from "COLOR_TBL" as t4
  where t4."name" = ?2) as "colors_by_pk";
-- ?1 text = "red"
-- ?2 text = "blue"
