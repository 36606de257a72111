select 'title:text!', t0."title"
from "works" as t0
order by (select (select t2."title" from "works" as t2
    where t2."id" = t1."original_id") from "works" as t1
  where t1."id" = t0."original_id") nulls last, (select t3."title" from "works" as t3
  where t3."id" = t0."original_id") nulls last, t0."title", t0."id";
