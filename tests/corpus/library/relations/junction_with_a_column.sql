select
  (select soloql_list('title:text! work_authors:raw', t0."title",
    (select soloql_list('position:int! author?{name:text!}', t1."position", t2."id", t2."name")
    from (select t1."position", t1."author_id" from "work_authors" as t1
      where t1."work_id" = t0."id"
      order by t1."position" desc, t1."work_id" desc, t1."author_id" desc) as t1
    left join "authors" as t2 on t2."id" = t1."author_id"))
  from (select t0."title", t0."id" from "works" as t0
    where t0."id" <= ?1
    order by t0."id") as t0) as "works";
-- ?1 int = 3
