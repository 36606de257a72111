select
  (select soloql_list('email:text', t0."email")
  from (select t0."email" from "customers" as t0
    where t0."email" = ?1
    order by t0."id") as t0) as "customers";
-- ?1 text = "ANNA@Example.com"
