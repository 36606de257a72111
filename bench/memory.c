/*
 * Floor (a): the same CivetWeb answering the same bytes from memory.
 *
 *     bench/memory ANSWER THREADS     prints its port, and serves until it is killed
 *
 * ANSWER is a file with the body. The request's body is read, the head has the fields of the
 * server's own, and both are sent by one write: what is left out is only what SoloQL adds.
 */
#include <civetweb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BODY_MOST = 65536 };

typedef struct Answer {
    char *body;
    size_t length;
} Answer;

static int on_request(struct mg_connection *connection, void *data) {
    const Answer *answer = data;
    const struct mg_request_info *request = mg_get_request_info(connection);
    char scrap[BODY_MOST], date[40];
    char *reply = malloc(answer->length + 512);
    if (reply == NULL) {
        return 500;
    }
    for (long long rest = request->content_length; rest > 0;) {
        int got = mg_read(connection, scrap, sizeof scrap);
        rest = got <= 0 ? 0 : rest - got;
    }
    time_t now = time(NULL);
    struct tm split;
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&now, &split));
    int head = snprintf(reply, 512,
                        "HTTP/1.1 200 OK\r\nDate: %s\r\n"
                        "Content-Type: application/json; charset=utf-8\r\n"
                        "Content-Length: %zu\r\nConnection: keep-alive\r\n"
                        "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
                        "X-Request-Id: %016llx\r\n\r\n",
                        date, answer->length, (unsigned long long)now);
    memcpy(reply + head, answer->body, answer->length);
    mg_write(connection, reply, (size_t)head + answer->length);
    free(reply);
    return 200;
}

static Answer answer_read(const char *path) {
    Answer answer = {NULL, 0};
    FILE *file = fopen(path, "rb");
    if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
        long length = ftell(file);
        rewind(file);
        answer.body = malloc((size_t)length + 1);
        answer.length = answer.body == NULL ? 0 : fread(answer.body, 1, (size_t)length, file);
    }
    if (answer.length == 0) {
        fprintf(stderr, "bench: %s cannot be read\n", path);
        exit(1);
    }
    fclose(file);
    return answer;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: memory ANSWER THREADS\n");
        return 2;
    }
    Answer answer = answer_read(arguments[1]);
    /* As server/http.c has them. */
    const char *options[] = {"listening_ports",
                             "127.0.0.1:0",
                             "num_threads",
                             arguments[2],
                             "enable_keep_alive",
                             "yes",
                             "tcp_nodelay",
                             "1",
                             "listen_backlog",
                             "1024",
                             "decode_url",
                             "no",
                             "keep_alive_timeout_ms",
                             "5000",
                             "max_request_size",
                             "32768",
                             "request_timeout_ms",
                             "10000",
                             NULL};
    struct mg_callbacks callbacks = {.init_thread = NULL};
    mg_init_library(MG_FEATURES_DEFAULT);
    struct mg_context *context = mg_start(&callbacks, NULL, options);
    struct mg_server_port port = {.port = 0};
    if (context == NULL || mg_get_server_ports(context, 1, &port) < 1) {
        fprintf(stderr, "bench: cannot listen\n");
        return 1;
    }
    mg_set_request_handler(context, "/graphql", on_request, &answer);
    printf("http://127.0.0.1:%d\n", port.port);
    fflush(stdout);
    pause();
    return 0;
}
