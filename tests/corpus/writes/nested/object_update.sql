select t0."publisher_id", t0."id" from "books" as t0
where t0."id" = ?1 limit 1;
-- ?1 = 1
select t1."id" from "publishers" as t1
where t1."id" = ?1 limit 1;
-- ?1 = what an earlier step brings (slot 2)
update "publishers" as t2 set "name" = ?1
where t2."id" = ?2
returning "id";
-- ?1 = "N"
-- ?2 = what an earlier step brings (slot 3)
insert into "books" ("author_id", "title", "publisher_id") values (?1, ?2, ?3)
returning 1;
-- ?1 = 3
-- ?2 = "of N"
-- ?3 = what an earlier step brings (slot 4)
update "books" as t4 set "title" = ?1
where t4."id" = ?2
returning "id";
-- ?1 = "A"
-- ?2 = what an earlier step brings (slot 5)
select
  (select soloql_object('title:text! publisher?{name:text! books:raw}', t5."title", t7."id", t7."name",
    (select soloql_list('title:text!', t8."title")
    from (select t8."title" from "books" as t8
      where t8."publisher_id" = t7."id"
      order by t8."id") as t8))
  from (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t6 join "books" as t5 on t5."id" = t6."k0"
  left join "publishers" as t7 on t7."id" = t5."publisher_id" limit 1);
-- ?1 = what an earlier step brings (slot 1)
