/*
 * The floors; see floor.h.
 *
 * Nested answers are nested loops over prepared statements. In one process that is the quickest of
 * the three forms that were tried: one join whose rows are told apart in C reads and compares the
 * parents' columns again with each row, and scalar subqueries copy each level's text.
 */
#include "bench/floor.h"

static void write_text(FloorText *out, sqlite3_stmt *row, int column) {
    const char *text = (const char *)sqlite3_column_text(row, column);
    floor_string(out, text, (size_t)sqlite3_column_bytes(row, column));
}

static void write_int(FloorText *out, sqlite3_stmt *row, int column) {
    floor_int(out, sqlite3_column_int64(row, column));
}

static void write_number(FloorText *out, sqlite3_stmt *row, int column) {
    floor_double(out, sqlite3_column_double(row, column));
}

/* The next row, with a comma before all but the first; resets the statement behind the last. */
static int next_row(FloorText *out, sqlite3_stmt *statement, int *count) {
    if (sqlite3_step(statement) != SQLITE_ROW) {
        sqlite3_reset(statement);
        return 0;
    }
    if ((*count)++ != 0) {
        FLOOR_RAW(out, ",");
    }
    return 1;
}

static void answer_w1(sqlite3_stmt **statements, FloorText *out) {
    sqlite3_stmt *row = statements[0];
    sqlite3_bind_int64(row, 1, 4711);
    sqlite3_step(row);
    FLOOR_RAW(out, "{\"data\":{\"customers_by_pk\":{\"id\":");
    write_int(out, row, 0);
    FLOOR_RAW(out, ",\"name\":");
    write_text(out, row, 1);
    FLOOR_RAW(out, ",\"email\":");
    write_text(out, row, 2);
    FLOOR_RAW(out, ",\"city\":");
    write_text(out, row, 3);
    FLOOR_RAW(out, ",\"created_at\":");
    write_text(out, row, 4);
    FLOOR_RAW(out, "}}}");
    sqlite3_reset(row);
}

static void answer_w2(sqlite3_stmt **statements, FloorText *out) {
    sqlite3_stmt *row = statements[0];
    FLOOR_RAW(out, "{\"data\":{\"products\":[");
    for (int count = 0; next_row(out, row, &count);) {
        FLOOR_RAW(out, "{\"id\":");
        write_int(out, row, 0);
        FLOOR_RAW(out, ",\"sku\":");
        write_text(out, row, 1);
        FLOOR_RAW(out, ",\"name\":");
        write_text(out, row, 2);
        FLOOR_RAW(out, ",\"price\":");
        write_number(out, row, 3);
        FLOOR_RAW(out, ",\"stock\":");
        write_int(out, row, 4);
        FLOOR_RAW(out, ",\"category_id\":");
        write_int(out, row, 5);
        FLOOR_RAW(out, "}");
    }
    FLOOR_RAW(out, "]}}");
}

static void write_tracks(sqlite3_stmt *track, int64_t album, FloorText *out) {
    sqlite3_bind_int64(track, 1, album);
    for (int count = 0; next_row(out, track, &count);) {
        FLOOR_RAW(out, "{\"name\":");
        write_text(out, track, 0);
        FLOOR_RAW(out, ",\"milliseconds\":");
        write_int(out, track, 1);
        FLOOR_RAW(out, ",\"unit_price\":");
        write_number(out, track, 2);
        FLOOR_RAW(out, "}");
    }
}

static void answer_w3(sqlite3_stmt **statements, FloorText *out) {
    sqlite3_stmt *artist = statements[0], *album = statements[1];
    FLOOR_RAW(out, "{\"data\":{\"artists\":[");
    for (int artists = 0; next_row(out, artist, &artists);) {
        FLOOR_RAW(out, "{\"name\":");
        write_text(out, artist, 1);
        FLOOR_RAW(out, ",\"albums\":[");
        sqlite3_bind_int64(album, 1, sqlite3_column_int64(artist, 0));
        for (int albums = 0; next_row(out, album, &albums);) {
            FLOOR_RAW(out, "{\"title\":");
            write_text(out, album, 1);
            FLOOR_RAW(out, ",\"tracks\":[");
            write_tracks(statements[2], sqlite3_column_int64(album, 0), out);
            FLOOR_RAW(out, "]}");
        }
        FLOOR_RAW(out, "]}");
    }
    FLOOR_RAW(out, "]}}");
}

static void write_items(sqlite3_stmt *item, int64_t order, FloorText *out) {
    sqlite3_bind_int64(item, 1, order);
    for (int count = 0; next_row(out, item, &count);) {
        FLOOR_RAW(out, "{\"quantity\":");
        write_int(out, item, 0);
        FLOOR_RAW(out, ",\"price\":");
        write_number(out, item, 1);
        FLOOR_RAW(out, ",\"product\":{\"name\":");
        write_text(out, item, 2);
        FLOOR_RAW(out, ",\"category\":{\"name\":");
        write_text(out, item, 3);
        FLOOR_RAW(out, "}}}");
    }
}

static void answer_w4(sqlite3_stmt **statements, FloorText *out) {
    sqlite3_stmt *customer = statements[0], *order = statements[1];
    FLOOR_RAW(out, "{\"data\":{\"customers\":[");
    for (int customers = 0; next_row(out, customer, &customers);) {
        FLOOR_RAW(out, "{\"name\":");
        write_text(out, customer, 1);
        FLOOR_RAW(out, ",\"orders\":[");
        sqlite3_bind_int64(order, 1, sqlite3_column_int64(customer, 0));
        for (int orders = 0; next_row(out, order, &orders);) {
            FLOOR_RAW(out, "{\"id\":");
            write_int(out, order, 0);
            FLOOR_RAW(out, ",\"placed_at\":");
            write_text(out, order, 1);
            FLOOR_RAW(out, ",\"total\":");
            write_number(out, order, 2);
            FLOOR_RAW(out, ",\"items\":[");
            write_items(statements[2], sqlite3_column_int64(order, 0), out);
            FLOOR_RAW(out, "]}");
        }
        FLOOR_RAW(out, "]}");
    }
    FLOOR_RAW(out, "]}}");
}

static void answer_w5(sqlite3_stmt **statements, FloorText *out) {
    sqlite3_stmt *row = statements[0];
    sqlite3_bind_text(row, 1, "Graz", 4, SQLITE_STATIC);
    FLOOR_RAW(out, "{\"data\":{\"orders\":[");
    for (int count = 0; next_row(out, row, &count);) {
        FLOOR_RAW(out, "{\"id\":");
        write_int(out, row, 0);
        FLOOR_RAW(out, ",\"placed_at\":");
        write_text(out, row, 1);
        FLOOR_RAW(out, ",\"total\":");
        write_number(out, row, 2);
        FLOOR_RAW(out, ",\"status\":");
        write_text(out, row, 3);
        FLOOR_RAW(out, ",\"customer\":{\"name\":");
        write_text(out, row, 4);
        FLOOR_RAW(out, ",\"city\":");
        write_text(out, row, 5);
        FLOOR_RAW(out, "}}");
    }
    FLOOR_RAW(out, "]}}");
}

static void answer_w6(sqlite3_stmt **statements, FloorText *out) {
    sqlite3_stmt *row = statements[0];
    FLOOR_RAW(out, "{\"data\":{\"orders_group\":[");
    for (int count = 0; next_row(out, row, &count);) {
        FLOOR_RAW(out, "{\"key\":{\"status\":");
        write_text(out, row, 0);
        FLOOR_RAW(out, "},\"aggregate\":{\"count\":");
        write_int(out, row, 1);
        FLOOR_RAW(out, ",\"sum\":{\"total\":");
        write_number(out, row, 2);
        FLOOR_RAW(out, "}}}");
    }
    FLOOR_RAW(out, "]}}");
}

static void answer_w7(sqlite3_stmt **statements, FloorText *out) {
    sqlite3_stmt *row = statements[0];
    FLOOR_RAW(out, "{\"data\":{\"reviews\":[");
    for (int count = 0; next_row(out, row, &count);) {
        FLOOR_RAW(out, "{\"id\":");
        write_int(out, row, 0);
        FLOOR_RAW(out, ",\"product_id\":");
        write_int(out, row, 1);
        FLOOR_RAW(out, ",\"customer_id\":");
        write_int(out, row, 2);
        FLOOR_RAW(out, ",\"rating\":");
        write_int(out, row, 3);
        FLOOR_RAW(out, ",\"title\":");
        write_text(out, row, 4);
        FLOOR_RAW(out, ",\"created_at\":");
        write_text(out, row, 5);
        FLOOR_RAW(out, "}");
    }
    FLOOR_RAW(out, "]}}");
}

const Floor floors[] = {
    {"w1",
     {"select id, name, email, city, created_at from customers where id = ?1"},
     answer_w1,
     "select json_object('data', json_object('customers_by_pk', (select json_object('id', id, "
     "'name', name, 'email', email, 'city', city, 'created_at', created_at) from customers "
     "where id = 4711)))"},
    {"w2",
     {"select id, sku, name, price, stock, category_id from products order by id limit 100"},
     answer_w2,
     "select json_object('data', json_object('products', json_group_array(json_object('id', id, "
     "'sku', sku, 'name', name, 'price', price, 'stock', stock, 'category_id', category_id)))) "
     "from (select * from products order by id limit 100)"},
    {"w3",
     {"select id, name from artists order by id limit 20",
      "select id, title from albums where artist_id = ?1 order by id",
      "select name, milliseconds, unit_price from tracks where album_id = ?1 order by id"},
     answer_w3,
     "select json_object('data', json_object('artists', json_group_array(json_object('name', "
     "name, 'albums', (select json_group_array(json_object('title', title, 'tracks', (select "
     "json_group_array(json_object('name', name, 'milliseconds', milliseconds, 'unit_price', "
     "unit_price)) from (select * from tracks where album_id = b.id order by id)))) from (select "
     "* from albums where artist_id = a.id order by id) as b))))) from (select * from artists "
     "order by id limit 20) as a"},
    {"w4",
     {"select id, name from customers order by id limit 10",
      "select id, placed_at, total from orders where customer_id = ?1 "
      "order by placed_at desc, id limit 5",
      "select quantity, i.price, p.name, c.name from items as i left join products as p on p.id = "
      "i.product_id left join categories as c on c.id = p.category_id where order_id = ?1 "
      "order by i.id"},
     answer_w4,
     "select json_object('data', json_object('customers', json_group_array(json_object('name', "
     "name, 'orders', (select json_group_array(json_object('id', id, 'placed_at', placed_at, "
     "'total', total, 'items', (select json_group_array(json_object('quantity', quantity, "
     "'price', i.price, 'product', json_object('name', p.name, 'category', json_object('name', "
     "c.name)))) from (select * from items where order_id = o.id order by id) as i left join "
     "products as p on p.id = i.product_id left join categories as c on c.id = p.category_id))) "
     "from (select * from orders where customer_id = k.id order by placed_at desc, id limit "
     "5) as o))))) from (select * from customers order by id limit 10) as k"},
    {"w5",
     {"select o.id, placed_at, total, status, c.name, c.city from orders as o cross join customers "
      "as c on c.id = o.customer_id where c.city = ?1 order by placed_at desc, o.id limit "
      "20"},
     answer_w5,
     "select json_object('data', json_object('orders', json_group_array(json_object('id', id, "
     "'placed_at', placed_at, 'total', total, 'status', status, 'customer', json_object('name', "
     "name, 'city', city))))) from (select o.id, placed_at, total, status, c.name, c.city from "
     "orders as o cross join customers as c on c.id = o.customer_id where c.city = 'Graz' order "
     "by placed_at desc, o.id limit 20)"},
    {"w6",
     {"select status, count(*), sum(total) from orders group by status order by status"},
     answer_w6,
     "select json_object('data', json_object('orders_group', json_group_array(json_object('key', "
     "json_object('status', status), 'aggregate', json_object('count', n, 'sum', "
     "json_object('total', s)))))) from (select status, count(*) as n, sum(total) as s from "
     "orders group by status order by status)"},
    {"w7",
     {"select id, product_id, customer_id, rating, title, created_at from reviews order by id "
      "limit 10000"},
     answer_w7,
     "select json_object('data', json_object('reviews', json_group_array(json_object('id', id, "
     "'product_id', product_id, 'customer_id', customer_id, 'rating', rating, 'title', title, "
     "'created_at', created_at)))) from (select * from reviews order by id limit 10000)"},
    {.workload = NULL},
};
