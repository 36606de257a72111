select
  (select soloql_list('id:int! fines:raw', t0."id",
    (select soloql_list('amount:numeric!', t1."amount")
    from (select t1."amount" from "fines" as t1
      where t1."loan_id" = t0."id"
      order by t1."loan_id") as t1))
  from (select t0."id" from "loans" as t0
    order by t0."id") as t0) as "loans";
