select 'name:text!', t0."name"
from "products" as t0
where exists (select 1 from "product_tags" as t2 join "tags" as t1 on t1."id" = t2."tag_id"
  where t2."product_id" = t0."id" and t1."label" in (select value from temp.soloql_each(?1, 'text')))
order by t0."id";
-- ?1 text[] = ["waterproof","light"]
