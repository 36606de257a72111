select 'email:text', t0."email"
from "customers" as t0
where t0."email" = ?1
order by t0."id";
-- ?1 text = "ANNA@Example.com"
