select
  (select soloql_object('name:text!', t0."name")
  from "employees" as t0
  where (exists (select 1 from "employees" as t1
    where t1."id" = t0."manager_id" and t1."id" = ?1) and t0."id" = ?2)) as "mine",
  (select soloql_object('name:text!', t2."name")
  from "employees" as t2
  where (exists (select 1 from "employees" as t3
    where t3."id" = t2."manager_id" and t3."id" = ?3) and t2."id" = ?4)) as "other";
-- ?1 int = 4 (slot 2)
-- ?2 text = "aQAAAAAAAAAG_weXBIkwlZY" (slot 0)
-- ?3 int = 4 (slot 2)
-- ?4 text = "aQAAAAAAAAACR3oTtzSaDvk" (slot 1)
