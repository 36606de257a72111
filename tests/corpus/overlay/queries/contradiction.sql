select soloql_members(':int!', (select * from (select max(total) * 1.5 from orders) as t0)) as "greatest";
