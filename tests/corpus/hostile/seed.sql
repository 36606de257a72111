-- Values that contradict their types, beside ordinary ones.

-- Names ------------------------------------------------------------------------------------

insert into "Order Details" values
    (1, 'quote', 'bracket', 'tick', 'single', 1, 'first', 'accents', 'kanji', 'empty', 'blank',
     'hyphen', 'underscore', 'dot', 'two underscores', 'reserved', 'newline', 'tab', 'dollar',
     'dashes', 'stars', 'backslash', 'emoji'),
    (2, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
     null, null, null, null, null, null, null),
    (3, '"', ']', '`', '''', 3, '1', 'é', '名', '', ' ', '-', '_', '.', '__', '__typename',
     char(10), char(9), '$x', '-- ', '/* */', '\', '😀');

insert into "" values (1, 'one'), (2, null);
insert into "group" values ('x', 1), ('y', null);
insert into "select" values (1, 'where', 'x'), (2, null, 'y'), (3, null, null);
insert into "semi;colon" values (1, '; drop table t; --');
insert into "__schema" values (1, 'type');
insert into "Query" values (1, 'root');
insert into "String" values (1, 42);
insert into "123" values (1, '789');

insert into t values (1, 10), (2, 20), (3, null);
insert into t_aggregate values (1, 1), (2, 1), (3, null);
insert into t_by_pk values (1, 'by_pk');
insert into insert_t values (1, 'insert');
insert into t_bool_exp values (1, 'bool_exp');
insert into t_order_by values (1, 'and', 'or', 'not');

insert into "x y" values (1, 'blank');
insert into "x-y" values (1, 'hyphen');
insert into x_y values (1, 'underscore');

insert into Cased values (1, 'One'), (2, 'Two');
insert into cased_child values (1, 1), (2, 2), (3, null);

-- Rowids ------------------------------------------------------------------------------------

insert into has_rowid values ('not the rowid', 1), (null, 2), ('2', 3);
insert into hides_rowid values ('a', 'b', 'c'), ('a', 'b', 'c');
insert into no_key values ('first'), ('second'), ('second');
insert into key_desc values (1, 'one'), (null, 'null'), (null, 'null again');
insert into key_desc_table values (1, 'one'), (2, 'two');
insert into key_int values (1, 'one'), (null, 'null');
insert into key_text values ('a', 'letter'), ('', 'empty'), (null, 'null'), (null, 'null again');
insert into key_big values (9007199254740993, 'beyond doubles'), (-9223372036854775808, 'least');
insert into autoinc values (1, 'one'), (9223372036854775806, 'nearly the last');
insert into without_rowid values ('a', '1'), ('b', null);
insert into composite values (1, 'x', 'one'), (2, 'x', 'two'), (1, 'y', null);

-- Types -------------------------------------------------------------------------------------

-- What the types promise.
insert into types values
    (1, 1, 2, 9007199254740993, 3, 9223372036854775807, 42, 1.5, 0.1, 3.25, 12.5, 99.95,
     'text', 'varying', 'native', 'nvarchar', 'clob', x'00ff10', 1, '2024-02-29',
     '2024-02-29 12:34:56', '2024-02-29T12:34:56.789Z', '23:59:59', '{"a": [1, 2.50, "x"]}', '[]',
     '123e4567-e89b-12d3-a456-426614174000', 'none', 'odd', 7, 'string');
-- Nothing at all.
insert into types (id) values (2);
-- Text where numbers should be, numbers where text should be.
insert into types values
    (3, 'abc', '', '12x', 'true', '1e400', '-', 'abc', 'NaN', 'Infinity', 'ten', '1,5',
     12, 1.5, x'6e63', -1, 0, 'text in a blob', 'yes', 20240229, 1709210096, 2460370.02426, 'noon',
     'no json', '{"a":', 'not-a-uuid', 1, 2, 'three', 4);
-- The ends of the ranges.
insert into types values
    (4, 1099511627776, 2147483648, -9223372036854775808, -129, -9223372036854775808,
     9223372036854775807, 1e999, -1e999, 5e-324, 1.7976931348623157e308, 0.1,
     '', '', '', '', '', x'', 0, '0000-01-01', '9999-12-31 23:59:59', '-4713-11-24', '24:00',
     'null', '9007199254740993', '', null, null, 0, 0);
-- 32 bits, and one more.
insert into types (id, i, bo) values (5, 2147483647, 2), (6, 2147483648, -1), (7, -2147483648, 0.0),
    (8, -2147483649, 1.5), (9, 1.5, 'true'), (10, 3.0, x'01');
-- Text that is not text: invalid UTF-8, half a surrogate, NUL, a blob; and text that is hard to quote.
insert into types (id, s) values
    (11, cast(x'61ff62' as text)),
    (12, cast(x'c0af' as text)),
    (13, cast(x'eda080' as text)),
    (14, cast(x'f4908080' as text)),
    (15, 'before' || char(0) || 'after'),
    (16, x'626c6f62'),
    (17, '"\/' || char(8, 9, 10, 12, 13, 27, 127, 8232, 8233, 65279)),
    (18, '😀' || char(769, 1114109)),
    (19, 'It''s 100% _sure_ (really?) [a-z]* \d'),
    (20, 'ÄÖÜ äöü ß İı ς Σ');
-- JSON that is no JSON, or hardly.
insert into types (id, js) values
    (21, '{"a": 1, "a": 2}'), (22, '[1, 2'), (23, '01'), (24, '{a: 1}'), (25, '"x" "y"'), (26, ''),
    (27, x'7b7d'), (28, '1e400'), (29, '"\ud83d"'), (30, 'true'), (31, '12345678901234567890'),
    (32, '{"": {"a.b": {"a\"b": null}}}'), (33, cast(x'22ff22' as text));
-- Dates that are none.
insert into types (id, da, dt, ti) values
    (34, '2024-02-30', '2024-02-30T25:61:00', '24:00:01'),
    (35, 'today', 'now', 'midnight'),
    (36, '2024-2-9', '2024-02-29', '7:30'),
    (37, 45351, 1709210096.5, 0.5),
    (38, x'00', x'01', x'02');

insert into strict_types values
    (1, 1, 1.5, 'text', x'00', 'any text'),
    (2, 1099511627776, 2, '2', x'', 2),
    (3, -1, 1e999, '', null, 2.5),
    (4, 0, null, null, null, x'ff'),
    (5, 0, null, null, null, null);
insert into strict_key values ('a', 1), ('b', 'two');

insert into collated values (1, 'Anna', 'a  ', 'Anna'), (2, 'BERT', 'b', 'bert'), (3, null, null, null);
insert into generated (id, price, quantity, made) values
    (1, 2.5, 4, '2024-01-01 00:00:00'), (2, 0, 1, '2024-01-02 00:00:00');
insert into generated (id, price, made) values (3, 'free', '2024-01-03 00:00:00');
insert into checks values (1, 0, 'new'), (2, 100, 'old'), (3, null, 'it''s');

-- Relations ---------------------------------------------------------------------------------

insert into node values (1, null, 2, 'root'), (2, 1, 1, 'left'), (3, 1, 3, 'its own twin'),
    (4, 3, null, 'leaf'), (5, 6, null, 'circle a'), (6, 5, null, 'circle b'),
    (7, 99, 99, 'its parent is gone');
insert into team values (1, 'Red'), (2, 'Blue'), (3, 'Green');
insert into match values (1, 1, 2, 1), (2, 2, 1, null), (3, 3, 1, 3), (4, 2, 2, 2);
insert into student values (1, 'Ada'), (2, 'Ben'), (3, 'Cleo');
insert into course values (1, 'Algebra'), (2, 'Botany');
insert into enrolment values (1, 1), (1, 2), (2, 1);
insert into composite_child values (1, 1, 'x'), (2, 2, 'x'), (3, null, 'x'), (4, 9, 'z');
insert into orphan values (1, 1, 1, 1), (2, null, null, null);
insert into mutual_a values (1, 1), (2, null);
insert into mutual_b values (1, 1), (2, 1);
insert into by_unique values (1, 'A', 'north', 1), (2, 'B', 'north', 2), (3, null, null, 2);
insert into by_unique_child values (1, 'A', 'north', 2), (2, 'B', null, 1), (3, null, 'north', null);

-- Virtual tables ----------------------------------------------------------------------------

insert into docs values (1, 'First', 'the quick brown fox'), (2, 'Second', 'a lazy dog sleeps'),
    (3, 'NEAR "quoted"', 'AND OR NOT ( * ^ : -');
insert into docs_fts (docs_fts) values ('rebuild');
insert into notes values ('remember the milk'), ('it''s "quoted"'), (null);
insert into boxes values (1, 0, 1, 0, 1), (2, -5.5, 5.5, 10, 20);
insert into notes_extra values (1, 'extra');

-- Width -------------------------------------------------------------------------------------

insert into wide (id, c001, c125, c249) values (1, 1, 125, 249), (2, null, null, null);
