select 'id:int!', t0."id"
from "categories" as t0
order by (select (select (select (select (select (select (select (select (select (select (select (select (select (select (select (select (select (select (select (select (select (select (select t23."id" from "categories" as t23
                                              where t23."id" = t22."parent_id") from "categories" as t22
                                            where t22."id" = t21."parent_id") from "categories" as t21
                                          where t21."id" = t20."parent_id") from "categories" as t20
                                        where t20."id" = t19."parent_id") from "categories" as t19
                                      where t19."id" = t18."parent_id") from "categories" as t18
                                    where t18."id" = t17."parent_id") from "categories" as t17
                                  where t17."id" = t16."parent_id") from "categories" as t16
                                where t16."id" = t15."parent_id") from "categories" as t15
                              where t15."id" = t14."parent_id") from "categories" as t14
                            where t14."id" = t13."parent_id") from "categories" as t13
                          where t13."id" = t12."parent_id") from "categories" as t12
                        where t12."id" = t11."parent_id") from "categories" as t11
                      where t11."id" = t10."parent_id") from "categories" as t10
                    where t10."id" = t9."parent_id") from "categories" as t9
                  where t9."id" = t8."parent_id") from "categories" as t8
                where t8."id" = t7."parent_id") from "categories" as t7
              where t7."id" = t6."parent_id") from "categories" as t6
            where t6."id" = t5."parent_id") from "categories" as t5
          where t5."id" = t4."parent_id") from "categories" as t4
        where t4."id" = t3."parent_id") from "categories" as t3
      where t3."id" = t2."parent_id") from "categories" as t2
    where t2."id" = t1."parent_id") from "categories" as t1
  where t1."id" = t0."parent_id") desc nulls first, t0."id" limit 2;
