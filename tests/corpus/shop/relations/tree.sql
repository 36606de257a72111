select
  (select soloql_list('name:text! categories_by_parent:raw', t0."name",
    (select soloql_list('name:text! parent?{name:text!} categories_by_parent:raw', t1."name", t2."id", t2."name",
      (select soloql_list('name:text! products:raw', t3."name",
        (select soloql_list('name:text!', t4."name")
        from (select t4."name" from "products" as t4
          where t4."category_id" = t3."id"
          order by t4."id") as t4))
      from (select t3."name", t3."id" from "categories" as t3
        where t3."parent_id" = t1."id"
        order by t3."id") as t3))
    from (select t1."name", t1."parent_id", t1."id" from "categories" as t1
      where t1."parent_id" = t0."id"
      order by t1."id") as t1
    left join "categories" as t2 on t2."id" = t1."parent_id"))
  from (select t0."name", t0."id" from "categories" as t0
    where t0."parent_id" is null
    order by t0."id") as t0) as "categories";
