update "products" as t0 set "description" = ?1, "price" = soloql_add(t0."price", ?2), "units_sold" = soloql_add(t0."units_sold", ?3), "attributes" = soloql_json_append(t0."attributes", ?4)
where t0."id" <= ?5
returning "id";
-- ?1 = null
-- ?2 = 0.5
-- ?3 = 5
-- ?4 = {"seen":[true]}
-- ?5 = 3
select soloql_object('affected_rows:int! returning:raw', ?1,
  (select soloql_list('id:int! description:text units_sold:bigint! price:numeric! attributes:json', t1."id", t1."description", t1."units_sold", t1."price", t1."attributes")
  from (select t1."id", t1."description", t1."units_sold", t1."price", t1."attributes" from (select value as "k0", rowid as "at" from temp.soloql_each(?2, 'any')) as t2 join "products" as t1 on t1."id" = t2."k0"
    order by t2."at") as t1));
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 3)
