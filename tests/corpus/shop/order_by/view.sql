select 'name:text stars:float reviews:bigint', t0."name", t0."stars", t0."reviews"
from "product_ratings" as t0
order by t0."stars" desc, t0."product_id" nulls last, t0."name" nulls last, t0."reviews" nulls last limit 5;
