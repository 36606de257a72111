select soloql_object('aggregate:raw',
  (select soloql_object('stddev{stars:float} stddev_pop{stars:float} variance{stars:float} var_pop{stars:float} avg{stars:float}', soloql_stddev_samp(t0."stars"), soloql_stddev_pop(t0."stars"), soloql_var_samp(t0."stars"), soloql_var_pop(t0."stars"), soloql_avg(t0."stars"))
  from "reviews" as t0
  where t0."id" = ?1)) as "reviews_aggregate";
-- ?1 int = 1
