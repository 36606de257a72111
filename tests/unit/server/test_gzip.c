/* Compressing: what comes out is gzip, smaller, and becomes what went in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dlfcn.h>

#include "server/gzip.h"

enum { BEFORE = 100, LARGE = 3 * 1024 * 1024 };

static bool has_memory = true;

/* zlib's own, unless there is to be no memory: the program's definition goes before a library's. */
__attribute__((visibility("default"))) int deflateInit2_(z_streamp stream, int level, int method,
                                                         int bits, int memory, int strategy,
                                                         const char *version, int size) {
    __typeof__(deflateInit2_) *init;
    *(void **)&init = dlsym(RTLD_NEXT, "deflateInit2_");
    return has_memory ? init(stream, level, method, bits, memory, strategy, version, size)
                      : Z_MEM_ERROR;
}

/* Text as answers have it: keys that repeat, values that differ. To be freed. */
static char *rows_make(size_t length) {
    char *text = malloc(length + 64);
    assert_non_null(text);
    for (size_t at = 0, id = 1; at < length; id++) {
        at += (size_t)sprintf(text + at, "{\"id\":%zu,\"name\":\"customer %zu\"},", id,
                              id * 2654435761u);
    }
    return text;
}

/* Bytes that no compressor makes smaller. To be freed. */
static char *noise_make(size_t length) {
    char *noise = malloc(length);
    uint64_t x = 88172645463325252u;
    assert_non_null(noise);
    for (size_t i = 0; i < length; i++) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        noise[i] = (char)(x >> 32);
    }
    return noise;
}

/* That the bytes are one whole of gzip, and become the text. */
static void expect_inflated(const char *bytes, size_t length, const char *text, size_t size) {
    z_stream stream = {.next_in = (const Bytef *)bytes, .avail_in = (uInt)length};
    char *out = malloc(size + 1);
    assert_non_null(out);
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    stream.next_out = (Bytef *)out;
    stream.avail_out = (uInt)size + 1;
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.avail_in, 0);
    assert_int_equal(stream.total_out, size);
    assert_memory_equal(out, text, size);
    assert_int_equal(inflateEnd(&stream), Z_OK);
    free(out);
}

static size_t compressed(const char *text, size_t length) {
    Exchange exchange;
    exchange_init(&exchange, NULL, NULL);
    size_t size = gzip_body(&exchange, BEFORE, text, length);
    if (size != 0) {
        assert_in_range(size, 18, length - 1);
        assert_in_range(exchange.capacity, BEFORE + size, SIZE_MAX);
        expect_inflated(exchange.buffer + BEFORE, size, text, length);
    }
    exchange_destroy(&exchange);
    return size;
}

static void a_body_becomes_smaller_and_can_be_read(void **state) {
    (void)state;
    char *rows = rows_make(LARGE);
    for (size_t length = 128; length <= LARGE; length = length * 2 - length / 7) {
        size_t size = compressed(rows, length);
        assert_in_range(size, 1, length);
        assert_true(length < 4096 || size < length / 3);
    }
    assert_in_range(compressed(rows, LARGE), 1, LARGE / 3);
    free(rows);
}

static void what_does_not_become_smaller_stays(void **state) {
    (void)state;
    char *noise = noise_make(LARGE);
    for (size_t length = 1; length <= LARGE; length = length * 3 + 1) {
        assert_int_equal(compressed(noise, length), 0);
    }
    assert_int_equal(compressed(noise, LARGE), 0);
    assert_int_equal(compressed("", 0), 0);
    assert_int_equal(compressed("{}", 2), 0);
    free(noise);
}

/* Noise and then blanks: the first room is too small, the room before the last is not. */
static void room_grows_until_it_would_not_be_worth_it(void **state) {
    (void)state;
    char *text = noise_make(100000);
    for (size_t noisy = 10000; noisy <= 99000; noisy += 1000) {
        char *copy = malloc(100000);
        assert_non_null(copy);
        memcpy(copy, text, noisy);
        memset(copy + noisy, ' ', 100000 - noisy);
        assert_in_range(compressed(copy, 100000), noisy, 100000 - 1);
        free(copy);
    }
    free(text);
}

static void without_memory_a_body_stays(void **state) {
    (void)state;
    Exchange exchange;
    char *rows = rows_make(10000);
    exchange_init(&exchange, NULL, NULL);
    has_memory = false;
    assert_int_equal(gzip_body(&exchange, BEFORE, rows, 10000), 0);
    Gzip gzip;
    assert_false(gzip_begin(&gzip, SIZE_MAX));
    has_memory = true;
    assert_in_range(gzip_body(&exchange, BEFORE, rows, 10000), 1, 9999);
    exchange_destroy(&exchange);
    free(rows);
}

static void content_before_the_body_is_kept(void **state) {
    (void)state;
    Exchange exchange;
    char *rows = rows_make(50000);
    exchange_init(&exchange, NULL, NULL);
    assert_true(exchange_reserve(&exchange, BEFORE));
    memset(exchange.buffer, 'x', BEFORE);
    assert_in_range(gzip_body(&exchange, BEFORE, rows, 50000), 1, 49999);
    for (size_t i = 0; i < BEFORE; i++) {
        assert_int_equal(exchange.buffer[i], 'x');
    }
    exchange_destroy(&exchange);
    free(rows);
}

/* Feeds pieces of a size through an output of another; each can be read as soon as it is written.
 */
static void pieces_pass(const char *text, size_t length, size_t piece, size_t room) {
    Gzip gzip;
    char *all = malloc(length * 2 + 1000), *read = malloc(length + 1), *out = malloc(room);
    assert_true(all != NULL && read != NULL && out != NULL);
    z_stream reader = {.next_out = (Bytef *)read, .avail_out = (uInt)length + 1};
    size_t size = 0;
    assert_int_equal(inflateInit2(&reader, 15 + 16), Z_OK);
    assert_true(gzip_begin(&gzip, SIZE_MAX));
    for (size_t at = 0; at <= length; at += piece) {
        bool is_last = at + piece > length, is_done = false;
        size_t fed = is_last ? length - at : piece;
        gzip_feed(&gzip, text + at, fed);
        while (!is_done) {
            size_t written = gzip_write(&gzip, is_last, out, room, &is_done);
            assert_in_range(size + written, 0, length * 2 + 1000);
            memcpy(all + size, out, written);
            reader.next_in = (const Bytef *)all + size;
            reader.avail_in = (uInt)written;
            int result = inflate(&reader, Z_SYNC_FLUSH);
            assert_true(result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR);
            size += written;
        }
        assert_int_equal(reader.total_out, at + fed);
    }
    gzip_end(&gzip);
    assert_int_equal(inflateEnd(&reader), Z_OK);
    expect_inflated(all, size, text, length);
    free(all);
    free(read);
    free(out);
}

static void pieces_can_be_read_as_they_come(void **state) {
    (void)state;
    char *rows = rows_make(300000), *noise = noise_make(300000);
    const size_t pieces[] = {1000, 65536, 100000, 300001}, rooms[] = {7, 64, 16384, 400000};
    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < 4; j++) {
            pieces_pass(rows, 300000, pieces[i], rooms[j]);
            pieces_pass(noise, 300000, pieces[i], rooms[j]);
        }
    }
    pieces_pass("", 0, 1, 64);
    free(rows);
    free(noise);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_becomes_smaller_and_can_be_read),
        cmocka_unit_test(what_does_not_become_smaller_stays),
        cmocka_unit_test(room_grows_until_it_would_not_be_worth_it),
        cmocka_unit_test(without_memory_a_body_stays),
        cmocka_unit_test(content_before_the_body_is_kept),
        cmocka_unit_test(pieces_can_be_read_as_they_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
