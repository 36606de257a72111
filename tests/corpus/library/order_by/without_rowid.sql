select
  (select soloql_list('branch_code:text! number:int! label:text', t0."branch_code", t0."number", t0."label")
  from (select t0."branch_code", t0."number", t0."label" from "shelves" as t0
    order by t0."label" nulls last, t0."branch_code", t0."number") as t0) as "shelves",
  (select soloql_list('work_id:int! author_id:int!', t1."work_id", t1."author_id")
  from (select t1."work_id", t1."author_id" from "work_authors" as t1
    order by t1."work_id", t1."author_id") as t1) as "plain";
