insert into authors values (1, 'Ada', 10), (2, 'Bob', 20), (3, 'Cy', 30);
insert into publishers values (1, 'North'), (2, 'South');
insert into books values
    (1, 1, 1, 2, 'Arches', 3, 0), (2, 1, null, null, 'Bells', 1, 0), (3, 2, 2, null, 'Caves', 2, 1);
insert into pages values (1, 1, 1, 'one'), (2, 1, 2, 'two'), (3, 2, 1, 'alone'), (4, null, 9, 'loose');
insert into genres values (1, 'poems'), (2, 'plays'), (3, 'maps');
insert into book_genres values (1, 1), (1, 2), (2, 2);
insert into covers values (1, 1, 'red'), (2, null, 'blue');
insert into prints values (x'0102', 1, 'first'), (x'0102', 2, 'second'), (x'ff', 1, null);
insert into expressions values (1, 'Tree');
insert into logs values (1, 'gone'), (2, 'kept');
insert into excluded values (1, 5);
