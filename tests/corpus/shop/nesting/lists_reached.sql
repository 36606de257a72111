select
  (select soloql_list('categories_by_parent:raw',
    (select soloql_list('categories_by_parent:raw',
      (select soloql_list('categories_by_parent:raw',
        (select soloql_list('categories_by_parent:raw',
          (select soloql_list('categories_by_parent:raw',
            (select soloql_list('categories_by_parent:raw',
              (select soloql_list('categories_by_parent:raw',
                (select soloql_list('categories_by_parent:raw',
                  (select soloql_list('categories_by_parent:raw',
                    (select soloql_list('categories_by_parent:raw',
                      (select soloql_list('categories_by_parent:raw',
                        (select soloql_list('categories_by_parent:raw',
                          (select soloql_list('categories_by_parent:raw',
                            (select soloql_list('categories_by_parent:raw',
                              (select soloql_list('categories_by_parent:raw',
                                (select soloql_list('categories_by_parent:raw',
                                  (select soloql_list('categories_by_parent:raw',
                                    (select soloql_list('categories_by_parent:raw',
                                      (select soloql_list('categories_by_parent:raw',
                                        (select soloql_list('categories_by_parent:raw',
                                          (select soloql_list('categories_by_parent:raw',
                                            (select soloql_list('categories_by_parent:raw',
                                              (select soloql_list('categories_by_parent:raw',
                                                (select soloql_list('id:int!', t23."id")
                                                from (select t23."id" from "categories" as t23
                                                  where t23."parent_id" = t22."id"
                                                  order by t23."id" limit 1) as t23))
                                              from (select t22."id" from "categories" as t22
                                                where t22."parent_id" = t21."id"
                                                order by t22."id" limit 1) as t22))
                                            from (select t21."id" from "categories" as t21
                                              where t21."parent_id" = t20."id"
                                              order by t21."id" limit 1) as t21))
                                          from (select t20."id" from "categories" as t20
                                            where t20."parent_id" = t19."id"
                                            order by t20."id" limit 1) as t20))
                                        from (select t19."id" from "categories" as t19
                                          where t19."parent_id" = t18."id"
                                          order by t19."id" limit 1) as t19))
                                      from (select t18."id" from "categories" as t18
                                        where t18."parent_id" = t17."id"
                                        order by t18."id" limit 1) as t18))
                                    from (select t17."id" from "categories" as t17
                                      where t17."parent_id" = t16."id"
                                      order by t17."id" limit 1) as t17))
                                  from (select t16."id" from "categories" as t16
                                    where t16."parent_id" = t15."id"
                                    order by t16."id" limit 1) as t16))
                                from (select t15."id" from "categories" as t15
                                  where t15."parent_id" = t14."id"
                                  order by t15."id" limit 1) as t15))
                              from (select t14."id" from "categories" as t14
                                where t14."parent_id" = t13."id"
                                order by t14."id" limit 1) as t14))
                            from (select t13."id" from "categories" as t13
                              where t13."parent_id" = t12."id"
                              order by t13."id" limit 1) as t13))
                          from (select t12."id" from "categories" as t12
                            where t12."parent_id" = t11."id"
                            order by t12."id" limit 1) as t12))
                        from (select t11."id" from "categories" as t11
                          where t11."parent_id" = t10."id"
                          order by t11."id" limit 1) as t11))
                      from (select t10."id" from "categories" as t10
                        where t10."parent_id" = t9."id"
                        order by t10."id" limit 1) as t10))
                    from (select t9."id" from "categories" as t9
                      where t9."parent_id" = t8."id"
                      order by t9."id" limit 1) as t9))
                  from (select t8."id" from "categories" as t8
                    where t8."parent_id" = t7."id"
                    order by t8."id" limit 1) as t8))
                from (select t7."id" from "categories" as t7
                  where t7."parent_id" = t6."id"
                  order by t7."id" limit 1) as t7))
              from (select t6."id" from "categories" as t6
                where t6."parent_id" = t5."id"
                order by t6."id" limit 1) as t6))
            from (select t5."id" from "categories" as t5
              where t5."parent_id" = t4."id"
              order by t5."id" limit 1) as t5))
          from (select t4."id" from "categories" as t4
            where t4."parent_id" = t3."id"
            order by t4."id" limit 1) as t4))
        from (select t3."id" from "categories" as t3
          where t3."parent_id" = t2."id"
          order by t3."id" limit 1) as t3))
      from (select t2."id" from "categories" as t2
        where t2."parent_id" = t1."id"
        order by t2."id" limit 1) as t2))
    from (select t1."id" from "categories" as t1
      where t1."parent_id" = t0."id"
      order by t1."id" limit 1) as t1))
  from (select t0."id" from "categories" as t0
    order by t0."id" limit 1) as t0) as "categories";
