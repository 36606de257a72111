select
  (select soloql_object('code:text! name:text! head?{name:text!}', t0."code", t0."name", t1."id", t1."name")
  from "branches" as t0
  left join "staff" as t1 on t1."id" = t0."head_id"
  where t0."code" = ?1) as "branches_by_pk";
-- ?1 text = "EAS"
