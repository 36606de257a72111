select soloql_object('aggregate{}') as "tags_aggregate";
