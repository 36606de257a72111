select cast(
  (select soloql_list('label:text! books:raw', t1."label",
    (select soloql_list('id:int!', t2."id")
    from (select t2."id" from "book_genres" as t3 join "books" as t2 on t2."id" = t3."book_id"
      where t3."genre_id" = t1."id"
      order by t2."id") as t2))
  from (select t1."label", t1."id" from "genres" as t1
    where t1."id" = ?1
    order by t1."id") as t1) as text);
-- ?1 = 3
delete from "genres" as t0
where t0."id" = ?1
returning 1;
-- ?1 = 3
select soloql_object('returning:raw affected_rows:int!', ?1, ?2);
-- ?1 = what an earlier step brings (slot 2)
-- ?2 = what an earlier step brings (slot 0)
