/* Headers; see headers.h. */
#include "server/headers.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    size_t length;
} header_rows[] = {
#define HEADER_ROW(id, name) [id] = {(name), sizeof(name) - 1},
    HEADER_ROWS(HEADER_ROW)
#undef HEADER_ROW
};

/* HEADER_COUNT for a name that is nobody's. */
static HeaderId header_find(const char *name) {
    size_t length = strlen(name);
    int id = 0;
    while (id < HEADER_COUNT && header_rows[id].length < length) {
        id++;
    }
    while (id < HEADER_COUNT && header_rows[id].length == length) {
        if (strcasecmp(header_rows[id].name, name) == 0) {
            return (HeaderId)id;
        }
        id++;
    }
    return HEADER_COUNT;
}

void headers_read(Headers *headers, const struct mg_request_info *request) {
    memset(headers, 0, sizeof *headers);
    for (int i = 0; i < request->num_headers; i++) {
        HeaderId id = header_find(request->http_headers[i].name);
        if (id == HEADER_COUNT) {
            continue;
        }
        if (headers->counts[id]++ == 0) { /* there are at most MG_MAX_HEADERS */
            headers->first[id] = request->http_headers[i].value;
        }
    }
}

const char *header_name(HeaderId id) {
    return header_rows[id].name;
}
