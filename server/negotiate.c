/*
 * Content negotiation (RFC 9110, sections 12.5.1 and 12.5.3; GraphQL over HTTP, "Media Types").
 *
 *     Accept: application/graphql-response+json, application/json;q=0.9   → the former
 *     Accept-Encoding: gzip;q=0.5, *                                          → not gzip
 *
 * The most specific range that fits a type tells its weight; the heavier type wins, then the one
 * that was named more precisely, then the one named first.
 */
#include "server/negotiate.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const char blanks[] = " \t";

typedef struct Text {
    const char *data;
    size_t length;
} Text;

/* The text up to one of the characters, without blanks around it; *at moves past it. */
static Text text_take(const char **at, const char *ends) {
    *at += strspn(*at, blanks);
    Text text = {*at, strcspn(*at, ends)};
    *at += text.length;
    while (text.length != 0 && strchr(blanks, text.data[text.length - 1]) != NULL) {
        text.length--;
    }
    return text;
}

static bool text_is(Text text, const char *word) {
    return strlen(word) == text.length && strncasecmp(text.data, word, text.length) == 0;
}

/* How well a client likes a type, or a coding. */
typedef struct Liking {
    int weight;      /* q in thousandths */
    int specificity; /* 3 = named, 2 = application/..., 1 = anything, 0 = not mentioned */
    int position;    /* of the range in the header, from 0 */
} Liking;

/* "0.8" as 800; what is not understood counts fully. */
static int weight_read(Text text) {
    int weight = 0, digit_value = 1000;
    for (size_t i = 0; i < text.length && digit_value > 0; i++) {
        if (text.data[i] >= '0' && text.data[i] <= '9') {
            weight += (text.data[i] - '0') * digit_value;
            digit_value /= 10;
        } else if (text.data[i] != '.' || i != 1) {
            return 1000;
        }
    }
    return weight > 1000 ? 1000 : weight;
}

/* What we answer in, by MediaType; of equal liking the first wins. */
static const struct {
    const char *type;
    const char *header;
    bool is_streamed; /* the client must name it: "anything" means an answer that it can take whole
                       */
} media[] = {
    [MEDIA_NONE] = {"", "", true},
    [MEDIA_JSON] = {"application/json", "application/json; charset=utf-8", false},
    [MEDIA_GRAPHQL_RESPONSE] = {"application/graphql-response+json",
                                "application/graphql-response+json; charset=utf-8", false},
    [MEDIA_CSV] = {"text/csv", "text/csv; charset=utf-8; header=present", true},
    [MEDIA_NDJSON] = {"application/x-ndjson", "application/x-ndjson; charset=utf-8", true},
};

enum { MEDIA_COUNT = sizeof media / sizeof *media };

static int range_fits(Text range, MediaType type) {
    if (text_is(range, media[type].type)) {
        return 3;
    }
    if (media[type].is_streamed) {
        return 0;
    }
    return text_is(range, "application/*") ? 2 : text_is(range, "*/*") ? 1 : 0;
}

static void liking_update(Liking *liking, int specificity, int weight, int position) {
    if (specificity > liking->specificity) {
        *liking = (Liking){weight, specificity, position};
    }
}

static bool is_liked_more(const Liking *a, const Liking *b) {
    if (a->weight != b->weight) {
        return a->weight > b->weight;
    }
    if (a->specificity != b->specificity) {
        return a->specificity > b->specificity;
    }
    return a->position < b->position;
}

/* The weight that stands behind a range, whose parameters are passed over. */
static int range_take_weight(const char **accept) {
    int weight = 1000;
    while (**accept == ';') {
        ++*accept;
        Text parameter = text_take(accept, ",;");
        if (parameter.length > 2 && strncasecmp(parameter.data, "q=", 2) == 0) {
            weight = weight_read((Text){parameter.data + 2, parameter.length - 2});
        }
    }
    return weight;
}

MediaType negotiate_answer(const char *accept) {
    Liking likings[MEDIA_COUNT] = {{0, 0, 0}};
    if (accept == NULL) {
        return MEDIA_JSON;
    }
    for (int position = 0; *accept != '\0'; position++) {
        Text range = text_take(&accept, ",;");
        int weight = range_take_weight(&accept);
        for (int type = MEDIA_JSON; type < MEDIA_COUNT; type++) {
            liking_update(&likings[type], range_fits(range, (MediaType)type), weight, position);
        }
        accept += *accept == ',';
    }
    int best = MEDIA_JSON;
    for (int type = best + 1; type < MEDIA_COUNT; type++) {
        best = is_liked_more(&likings[type], &likings[best]) ? type : best;
    }
    return likings[best].weight > 0 ? (MediaType)best : MEDIA_NONE;
}

const char *negotiate_header(MediaType type) {
    return media[type].header;
}

bool negotiate_is_stream(MediaType type) {
    return type == MEDIA_CSV || type == MEDIA_NDJSON;
}

/* "identity" is what is not compressed: who does not mention it takes it without asking for it. */
bool negotiate_takes_gzip(const char *accept_encoding) {
    Liking gzip = {0, 0, 0}, identity = {0, 0, 0};
    const char *at = accept_encoding == NULL ? "" : accept_encoding;
    for (int position = 0; *at != '\0'; position++) {
        Text coding = text_take(&at, ",;");
        int weight = range_take_weight(&at);
        int anything = text_is(coding, "*");
        bool is_gzip = text_is(coding, "gzip") || text_is(coding, "x-gzip");
        liking_update(&gzip, is_gzip ? 2 : anything, weight, position);
        liking_update(&identity, text_is(coding, "identity") ? 2 : anything, weight, position);
        at += *at == ',';
    }
    return gzip.weight > 0 && gzip.weight >= identity.weight;
}

bool negotiate_is_json(const char *content_type) {
    if (content_type == NULL) {
        return false;
    }
    bool is_json = text_is(text_take(&content_type, ";"), "application/json");
    while (*content_type == ';') {
        content_type++;
        Text parameter = text_take(&content_type, ";");
        if (parameter.length > 8 && strncasecmp(parameter.data, "charset=", 8) == 0) {
            Text charset = {parameter.data + 8, parameter.length - 8};
            is_json = is_json && (text_is(charset, "utf-8") || text_is(charset, "\"utf-8\""));
        }
    }
    return is_json;
}
