select 'id:int! name:text! email:text country:text! born:date newsletter:bool! credit_limit:numeric settings:json created_at:timestamp!', t0."id", t0."name", t0."email", t0."country", t0."born", t0."newsletter", t0."credit_limit", t0."settings", t0."created_at"
from "customers" as t0
order by t0."id" limit 4;
