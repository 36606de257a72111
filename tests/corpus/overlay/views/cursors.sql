select
  (select soloql_object('edges:raw', soloql_page(null, 0, 'cursor:text! node{country:text}', soloql_cursor('countries by country nulls last, customers nulls last', t0."country", t0."customers"), t0."country"))
  from (select t0."country", t0."customers" from "countries" as t0
    order by t0."country" nulls last, t0."customers" nulls last) as t0) as "all",
  (select soloql_object('nodes:raw pageInfo{endCursor:text hasNextPage:bool!}', soloql_page(1, 0, 'country:text', t1."country"), soloql_page_end(1, 1, soloql_cursor('countries by country nulls last, customers nulls last', t1."country", t1."customers")), count(*) > 1)
  from (select t1."country", t1."customers" from "countries" as t1
    where (((t1."country" > ?1 or (t1."country" is null and ?1 is not null))) or (t1."country" is ?1 and (t1."customers" > ?2 or (t1."customers" is null and ?2 is not null))))
    order by t1."country" nulls last, t1."customers" nulls last limit 2) as t1) as "page";
-- ?1 text = "dAAAAAJERWkAAAAAAAAAAoMBg_VNC1PM" (slot 0)
-- ?2 text = "dAAAAAJERWkAAAAAAAAAAoMBg_VNC1PM" (slot 0)
