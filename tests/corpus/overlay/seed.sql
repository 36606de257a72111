insert into customers values
    (1, 'Ann', 'Ash', 'DE', 'de', 'x'), (2, 'Bob', null, 'FR', 'fr', 'y'),
    (3, 'Cy', 'Coe', 'DE', null, 'z'), (4, 'Di', 'Dow', 'IT', 'it', 'w');
insert into orders values
    (1, 1, 'open', '2025-01-02', 10), (2, 1, 'paid', '2025-03-04', 20.5),
    (3, 2, 'open', '2026-01-02', 30), (4, 3, 'shipped', '2026-02-03', 40),
    (5, 3, 'lost', '2026-02-04', 5), (6, 1, 'open', '2026-05-06', 7);
insert into lines values (1, 'a', 2, 2.5), (1, 'b', 1, 5), (2, 'a', 4, 5.125), (3, null, 1, 30);
insert into "COLOR_TBL" values ('red', 'Warm.'), ('blue', null), ('green', 'Calm.');
insert into cars values (1, 'red'), (2, 'blue'), (3, 'red');
