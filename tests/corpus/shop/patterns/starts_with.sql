select
  (select soloql_list('label:text!', t0."label")
  from (select t0."label" from "tags" as t0
    where (t0."label" >= ?1 and t0."label" < ?2 || char(1114111))
    order by t0."id") as t0) as "tags",
  (select soloql_list('email:text', t1."email")
  from (select t1."email" from "customers" as t1
    where soloql_starts_with(?3, t1."email")
    order by t1."id") as t1) as "customers",
  (select soloql_list('email:text', t2."email")
  from (select t2."email" from "customers" as t2
    where soloql_starts_with(?4, t2."email")
    order by t2."id") as t2) as "none";
-- ?1 text = "l"
-- ?2 text = "l"
-- ?3 text = "a"
-- ?4 text = "A"
