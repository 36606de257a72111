select
  (select soloql_list('... ...', soloql_members('p0?{id:int! category?{id:int!}} p1?{id:int! category?{id:int!}} p2?{id:int! category?{id:int!}} p3?{id:int! category?{id:int!}} p4?{id:int! category?{id:int!}} p5?{id:int! category?{id:int!}} p6?{id:int! category?{id:int!}} p7?{id:int! category?{id:int!}} p8?{id:int! category?{id:int!}} p9?{id:int! category?{id:int!}} p10?{id:int! category?{id:int!}} p11?{id:int! category?{id:int!}} p12?{id:int! category?{id:int!}} p13?{id:int! category?{id:int!}} p14?{id:int! category?{id:int!}} p15?{id:int! category?{id:int!}} p16?{id:int! category?{id:int!}} p17?{id:int! category?{id:int!}} p18?{id:int! category?{id:int!}} p19?{id:int! category?{id:int!}} p20?{id:int! category?{id:int!}} p21?{id:int! category?{id:int!}} p22?{id:int! category?{id:int!}} p23?{id:int! category?{id:int!}} p24?{id:int! category?{id:int!}}', t1."id", t1."id", t2."id", t2."id", t3."id", t3."id", t4."id", t4."id", t5."id", t5."id", t6."id", t6."id", t7."id", t7."id", t8."id", t8."id", t9."id", t9."id", t10."id", t10."id", t11."id", t11."id", t12."id", t12."id", t13."id", t13."id", t14."id", t14."id", t15."id", t15."id", t16."id", t16."id", t17."id", t17."id", t18."id", t18."id", t19."id", t19."id", t20."id", t20."id", t21."id", t21."id", t22."id", t22."id", t23."id", t23."id", t24."id", t24."id", t25."id", t25."id", t26."id", t26."id", t27."id", t27."id", t28."id", t28."id", t29."id", t29."id", t30."id", t30."id", t31."id", t31."id", t32."id", t32."id", t33."id", t33."id", t34."id", t34."id", t35."id", t35."id", t36."id", t36."id", t37."id", t37."id", t38."id", t38."id", t39."id", t39."id", t40."id", t40."id", t41."id", t41."id", t42."id", t42."id", t43."id", t43."id", t44."id", t44."id", t45."id", t45."id", t46."id", t46."id", t47."id", t47."id", t48."id", t48."id", t49."id", t49."id", t50."id", t50."id"), soloql_members('p25?{id:int! category?{id:int!}} p26?{id:int! category?{id:int!}} p27?{id:int! category?{id:int!}} p28?{id:int! category?{id:int!}} p29?{id:int! category?{id:int!}} p30:raw p31:raw p32:raw p33:raw p34:raw', t51."id", t51."id", t52."id", t52."id", t53."id", t53."id", t54."id", t54."id", t55."id", t55."id", t56."id", t56."id", t57."id", t57."id", t58."id", t58."id", t59."id", t59."id", t60."id", t60."id",
    (select soloql_object('id:int! category?{id:int!}', t61."id", t62."id", t62."id")
    from "products" as t61
    left join "categories" as t62 on t62."id" = t61."category_id"
    where t61."id" = t0."product_id" limit 1),
    (select soloql_object('id:int! category?{id:int!}', t63."id", t64."id", t64."id")
    from "products" as t63
    left join "categories" as t64 on t64."id" = t63."category_id"
    where t63."id" = t0."product_id" limit 1),
    (select soloql_object('id:int! category?{id:int!}', t65."id", t66."id", t66."id")
    from "products" as t65
    left join "categories" as t66 on t66."id" = t65."category_id"
    where t65."id" = t0."product_id" limit 1),
    (select soloql_object('id:int! category?{id:int!}', t67."id", t68."id", t68."id")
    from "products" as t67
    left join "categories" as t68 on t68."id" = t67."category_id"
    where t67."id" = t0."product_id" limit 1),
    (select soloql_object('id:int! category?{id:int!}', t69."id", t70."id", t70."id")
    from "products" as t69
    left join "categories" as t70 on t70."id" = t69."category_id"
    where t69."id" = t0."product_id" limit 1)))
  from (select t0."product_id" from "items" as t0
    order by t0."order_id", t0."line", t0."rowid" limit 1) as t0
  left join "products" as t1 on t1."id" = t0."product_id"
  left join "categories" as t2 on t2."id" = t1."category_id"
  left join "products" as t3 on t3."id" = t0."product_id"
  left join "categories" as t4 on t4."id" = t3."category_id"
  left join "products" as t5 on t5."id" = t0."product_id"
  left join "categories" as t6 on t6."id" = t5."category_id"
  left join "products" as t7 on t7."id" = t0."product_id"
  left join "categories" as t8 on t8."id" = t7."category_id"
  left join "products" as t9 on t9."id" = t0."product_id"
  left join "categories" as t10 on t10."id" = t9."category_id"
  left join "products" as t11 on t11."id" = t0."product_id"
  left join "categories" as t12 on t12."id" = t11."category_id"
  left join "products" as t13 on t13."id" = t0."product_id"
  left join "categories" as t14 on t14."id" = t13."category_id"
  left join "products" as t15 on t15."id" = t0."product_id"
  left join "categories" as t16 on t16."id" = t15."category_id"
  left join "products" as t17 on t17."id" = t0."product_id"
  left join "categories" as t18 on t18."id" = t17."category_id"
  left join "products" as t19 on t19."id" = t0."product_id"
  left join "categories" as t20 on t20."id" = t19."category_id"
  left join "products" as t21 on t21."id" = t0."product_id"
  left join "categories" as t22 on t22."id" = t21."category_id"
  left join "products" as t23 on t23."id" = t0."product_id"
  left join "categories" as t24 on t24."id" = t23."category_id"
  left join "products" as t25 on t25."id" = t0."product_id"
  left join "categories" as t26 on t26."id" = t25."category_id"
  left join "products" as t27 on t27."id" = t0."product_id"
  left join "categories" as t28 on t28."id" = t27."category_id"
  left join "products" as t29 on t29."id" = t0."product_id"
  left join "categories" as t30 on t30."id" = t29."category_id"
  left join "products" as t31 on t31."id" = t0."product_id"
  left join "categories" as t32 on t32."id" = t31."category_id"
  left join "products" as t33 on t33."id" = t0."product_id"
  left join "categories" as t34 on t34."id" = t33."category_id"
  left join "products" as t35 on t35."id" = t0."product_id"
  left join "categories" as t36 on t36."id" = t35."category_id"
  left join "products" as t37 on t37."id" = t0."product_id"
  left join "categories" as t38 on t38."id" = t37."category_id"
  left join "products" as t39 on t39."id" = t0."product_id"
  left join "categories" as t40 on t40."id" = t39."category_id"
  left join "products" as t41 on t41."id" = t0."product_id"
  left join "categories" as t42 on t42."id" = t41."category_id"
  left join "products" as t43 on t43."id" = t0."product_id"
  left join "categories" as t44 on t44."id" = t43."category_id"
  left join "products" as t45 on t45."id" = t0."product_id"
  left join "categories" as t46 on t46."id" = t45."category_id"
  left join "products" as t47 on t47."id" = t0."product_id"
  left join "categories" as t48 on t48."id" = t47."category_id"
  left join "products" as t49 on t49."id" = t0."product_id"
  left join "categories" as t50 on t50."id" = t49."category_id"
  left join "products" as t51 on t51."id" = t0."product_id"
  left join "categories" as t52 on t52."id" = t51."category_id"
  left join "products" as t53 on t53."id" = t0."product_id"
  left join "categories" as t54 on t54."id" = t53."category_id"
  left join "products" as t55 on t55."id" = t0."product_id"
  left join "categories" as t56 on t56."id" = t55."category_id"
  left join "products" as t57 on t57."id" = t0."product_id"
  left join "categories" as t58 on t58."id" = t57."category_id"
  left join "products" as t59 on t59."id" = t0."product_id"
  left join "categories" as t60 on t60."id" = t59."category_id") as "items";
