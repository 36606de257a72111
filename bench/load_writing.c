/*
 * load_writing PORT SECONDS CLIENTS: clients that each send a mutation, wait for its answer, and
 * send the next.
 *
 * Each is a thread with a connection that is kept. Prints how many answers a second came, and how
 * many there were in all. An answer that is none of the mutation's ends the program.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char body[] =
    "{\"query\":\"mutation($t: String!) { insert_note_one(object: {text: $t}) { id text } }\","
    "\"variables\":{\"t\":\"twenty bytes of text\"}}";
static const char good[] = "{\"data\":{\"insert_note_one\":{\"id\":";

enum { CLIENTS_MOST = 1000, ANSWER_MOST = 4096 };

typedef struct Load {
    struct sockaddr_in address;
    char request[512];
    size_t length;
    double end;
    atomic_long answers;
    atomic_bool failed;
} Load;

static double now(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Reads one answer, whose whole length is known when its head is there. */
static bool answer_read(int connection, char *answer) {
    size_t length = 0, whole = ANSWER_MOST;
    while (length < whole) {
        ssize_t more = recv(connection, answer + length, ANSWER_MOST - 1 - length, 0);
        if (more <= 0) {
            return false;
        }
        length += (size_t)more;
        answer[length] = '\0';
        const char *end = strstr(answer, "\r\n\r\n");
        const char *size = strcasestr(answer, "Content-Length: ");
        if (end != NULL && size != NULL) {
            whole = (size_t)(end + 4 - answer) + strtoul(size + 16, NULL, 10);
        }
    }
    return strstr(answer, good) != NULL;
}

static void *client_run(void *argument) {
    Load *load = argument;
    char answer[ANSWER_MOST];
    int one = 1, connection = socket(AF_INET, SOCK_STREAM, 0);
    bool is_good =
        connect(connection, (const struct sockaddr *)&load->address, sizeof load->address) == 0 &&
        setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one) == 0;
    while (is_good && now() < load->end) {
        is_good = send(connection, load->request, load->length, 0) == (ssize_t)load->length &&
                  answer_read(connection, answer);
        atomic_fetch_add(&load->answers, is_good);
    }
    if (!is_good) {
        atomic_store(&load->failed, true);
    }
    (void)close(connection);
    return NULL;
}

int main(int argc, char **argv) {
    Load load = {.address = {.sin_family = AF_INET}};
    pthread_t threads[CLIENTS_MOST];
    long clients = argc == 4 ? strtol(argv[3], NULL, 10) : 0;
    if (clients < 1 || clients > CLIENTS_MOST) {
        fprintf(stderr, "usage: load_writing PORT SECONDS CLIENTS\n");
        return EXIT_FAILURE;
    }
    load.address.sin_port = htons((uint16_t)strtoul(argv[1], NULL, 10));
    load.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    load.length =
        (size_t)snprintf(load.request, sizeof load.request,
                         "POST /graphql HTTP/1.1\r\nHost: localhost\r\n"
                         "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                         sizeof body - 1, body);
    double start = now();
    load.end = start + strtod(argv[2], NULL);
    for (long i = 0; i < clients; i++) {
        if (pthread_create(&threads[i], NULL, client_run, &load) != 0) {
            fprintf(stderr, "load_writing: no thread\n");
            return EXIT_FAILURE;
        }
    }
    for (long i = 0; i < clients; i++) {
        (void)pthread_join(threads[i], NULL);
    }
    double taken = now() - start;
    printf("%.0f %ld\n", (double)atomic_load(&load.answers) / taken, atomic_load(&load.answers));
    if (atomic_load(&load.failed)) {
        fprintf(stderr, "load_writing: an answer was not the mutation's\n");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
