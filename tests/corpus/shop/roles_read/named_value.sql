select soloql_members(':float', (select * from (select round(sum(total), 2) from items) as t0)) as "turnover";
