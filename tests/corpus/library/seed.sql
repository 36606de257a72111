insert into branches values ('CEN', 'Central', '1911-05-01', 1), ('EAS', 'East', '1974-09-15', 3),
    ('NEW', 'New Town', null, null);
insert into shelves values ('CEN', 1, 'Fiction A-M'), ('CEN', 2, 'Fiction N-Z'), ('CEN', 3, null),
    ('EAS', 1, 'Fiction'), ('EAS', 2, 'Science');
insert into staff values (1, 'Agnes', 'CEN', null), (2, 'Boris', 'CEN', 1), (3, 'Carla', 'EAS', 1),
    (4, 'Dmitri', 'EAS', 3), (5, 'Edda', null, 4);

insert into authors values (1, 'Jane Austen', 1775, 1817), (2, 'Karl Marx', 1818, 1883),
    (3, 'Friedrich Engels', 1820, 1895), (4, 'Homer', null, null), (5, 'Ursula K. Le Guin', 1929, 2018),
    (6, 'Emily Wilson', 1971, null);
insert into works values (1, 'Emma', null, 1815, '{"volumes": 3}'),
    (2, 'Das Kapital', null, 1867, '{"volumes": 3, "draft": true}'), (3, 'Capital', 2, 1887, null),
    (4, 'Odyssey', null, null, 'null'), (5, 'The Odyssey', 4, 2017, '{"translator": "Wilson"}'),
    (6, 'The Dispossessed', null, 1974, '["utopia", 1974]'), (7, 'Le Capital', 3, 1875, null),
    (8, 'Anonymous Pamphlet', null, null, null);
insert into work_authors values (1, 1, 1), (2, 2, 1), (2, 3, 2), (3, 2, 1), (3, 3, 2), (4, 4, 1),
    (5, 4, 1), (5, 6, 2), (6, 5, 1), (7, 2, 1);
insert into subjects values ('300', 'Social sciences', null), ('330', 'Economics', '300'),
    ('335', 'Socialism', '330'), ('800', 'Literature', null), ('823', 'English fiction', '800'),
    ('883', 'Greek epic', '800');
insert into work_subjects values (1, '823'), (2, '330'), (2, '335'), (3, '330'), (3, '335'),
    (4, '883'), (5, '883'), (6, '823'), (6, '335'), (7, '335');
insert into citations values (3, 2), (5, 4), (6, 1), (6, 2), (6, 3), (7, 2), (7, 3), (2, 4);

insert into copies (barcode, work_id, branch_code, shelf, price) values
    (9780000000001, 1, 'CEN', 1, 12.5), (9780000000002, 1, 'EAS', 1, 9.99),
    (9780000000003, 2, 'CEN', 3, 45), (9780000000004, 3, 'EAS', 2, 30.01),
    (9780000000005, 4, 'CEN', 2, null), (9780000000006, 5, 'CEN', 2, 21.9),
    (9780000000007, 6, 'EAS', 1, 14.25), (9780000000008, 6, null, null, 14.25),
    (9223372036854775807, 7, 'CEN', null, 0);

-- A balance that is no number, in a column that promises one.
insert into members values (1, 'Frida', '2019-03-01', 0, null), (2, 'gustav', '2020-07-12', -2.5, 1),
    (3, 'Hanna', '2021-01-05', 10.1, 2), (4, 'Igor', '2021-01-05', 'unknown', 1),
    (5, 'jana', '2024-11-30', 0, 3);
insert into loans values
    (1, 9780000000001, 1, 1, 2, '2024-01-10 10:00:00', '2024-01-31', '2024-01-29 16:30:00'),
    (2, 9780000000001, 2, 2, 2, '2024-02-01 09:15:00', '2024-02-22', '2024-03-02 11:00:00'),
    (3, 9780000000003, 1, 1, null, '2024-02-05 14:00:00', '2024-02-26', null),
    (4, 9780000000007, 3, 3, 4, '2024-02-11 12:00:00', '2024-03-03', '2024-03-03 18:00:00'),
    (5, 9780000000007, 4, 4, null, '2024-03-04 08:45:00', '2024-03-25', null),
    (6, 9780000000006, 2, 5, null, '2024-03-05 17:20:00', '2024-03-26', null),
    (7, 9780000000002, 2, 3, 3, '2024-03-06 10:10:00', '2024-03-27', '2024-03-06 10:40:00');
insert into fines values (2, 2.5, 0), (3, 4.2, 1), (6, 'waived', 0);
insert into holidays values ('2024-01-01', 'New Year'), ('2024-12-25', 'Christmas'),
    ('2024-12-25', 'Christmas'), (null, null);
insert into closures values (1, '2024-01-01', 'CEN'), (2, '2024-12-25', 'EAS'), (3, '2024-07-04', 'CEN');
