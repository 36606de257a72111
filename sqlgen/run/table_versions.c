/*
 * Table versions; see table_versions.h for the contract and why it holds.
 *
 * In: looks at the database, and what our writers say of their commits. Out: a number for a set of
 * tables. The idea: all counts only grow, so the sum of those of a set grows if any of them does.
 *
 * Example: elsewhere 2, orders written 5 times, customers 0 times: the version of {orders,
 * customers} is 7; after a mutation that writes orders it is 8, and that of {customers} is 2 still.
 */
#include "sqlgen/run/table_versions.h"

void table_versions_init(TableVersions *versions, const char *path, bool read_only) {
    *versions = (TableVersions){.path = path, .read_only = read_only};
    pthread_mutex_init(&versions->mutex, NULL);
}

void table_versions_close(TableVersions *versions) {
    sqlite3_finalize(versions->statement);
    sqlite3_close_v2(versions->db);
    pthread_mutex_destroy(&versions->mutex);
}

static bool look_prepare(sqlite3 *db, sqlite3_stmt **statement) {
    return *statement != NULL ||
           sqlite3_prepare_v3(db, "pragma data_version", -1, SQLITE_PREPARE_PERSISTENT, statement,
                              NULL) == SQLITE_OK;
}

static bool look(sqlite3_stmt *statement, int64_t *seen) {
    bool good = sqlite3_step(statement) == SQLITE_ROW;
    if (good) {
        *seen = sqlite3_column_int64(statement, 0);
    }
    sqlite3_reset(statement);
    return good;
}

/* Never creates a file, and never writes. */
static bool watch_open(TableVersions *versions) {
    int flags = versions->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (versions->statement != NULL) {
        return true;
    }
    bool good = sqlite3_open_v2(versions->path, &versions->db, flags | SQLITE_OPEN_NOMUTEX, NULL) ==
                    SQLITE_OK &&
                sqlite3_exec(versions->db, "pragma query_only=1", NULL, NULL, NULL) == SQLITE_OK &&
                look_prepare(versions->db, &versions->statement) &&
                look(versions->statement, &versions->known);
    if (!good) {
        sqlite3_finalize(versions->statement);
        sqlite3_close_v2(versions->db);
        versions->db = NULL;
        versions->statement = NULL;
    }
    return good;
}

/* What somebody has committed may be of any table. */
static void versions_count_elsewhere(TableVersions *versions) {
    versions->elsewhere++;
    versions->commits++;
}

/* Where the table's count stands; it gets a place if it has none. */
static size_t versions_place(TableVersions *versions, uint64_t table) {
    for (size_t i = 0; i < TABLE_VERSIONS_SIZE; i++) {
        size_t place = (size_t)((table + i) % TABLE_VERSIONS_SIZE);
        if (versions->tables[place] == 0) {
            versions->tables[place] = table;
        }
        if (versions->tables[place] == table) {
            return place;
        }
    }
    return TABLE_VERSIONS_SIZE;
}

static void versions_count(TableVersions *versions, const TableSet *written) {
    if (written->all) {
        versions_count_elsewhere(versions);
        return;
    }
    versions->commits++;
    for (size_t i = 0; i < written->count; i++) {
        versions->written[versions_place(versions, written->tables[i])]++;
    }
}

static uint64_t versions_sum(TableVersions *versions, const TableSet *set) {
    uint64_t sum = set->all ? versions->commits : versions->elsewhere;
    for (size_t i = 0; i < set->count; i++) {
        sum += versions->written[versions_place(versions, set->tables[i])];
    }
    return sum;
}

bool table_versions_read(TableVersions *versions, const TableSet *set, uint64_t *version) {
    int64_t seen;
    pthread_mutex_lock(&versions->mutex);
    versions->asked = true;
    bool good = watch_open(versions) && look(versions->statement, &seen) &&
                (seen == versions->known || versions->writer == NULL);
    if (good) {
        if (seen != versions->known) {
            versions->known = seen;
            versions_count_elsewhere(versions);
        }
        *version = versions_sum(versions, set);
    }
    pthread_mutex_unlock(&versions->mutex);
    return good;
}

void table_versions_begin(TableVersions *versions, TableWriter *writer, sqlite3 *db) {
    int64_t seen;
    pthread_mutex_lock(&versions->mutex);
    if (versions->writer == writer) {
        versions->writer = NULL; /* its last transaction never came to its end */
    }
    if (versions->asked && watch_open(versions) && look_prepare(db, &writer->statement) &&
        look(writer->statement, &writer->seen) && look(versions->statement, &seen)) {
        if (seen != versions->known) {
            versions->known = seen;
            versions_count_elsewhere(versions);
        }
        versions->writer = writer;
    }
    pthread_mutex_unlock(&versions->mutex);
}

void table_versions_end(TableVersions *versions, TableWriter *writer, const TableSet *written,
                        bool committed) {
    int64_t seen, seen_by_writer;
    pthread_mutex_lock(&versions->mutex);
    bool claimed = versions->writer == writer;
    if (claimed) {
        versions->writer = NULL;
    }
    if (claimed && committed && look(versions->statement, &seen) && seen != versions->known) {
        versions->known = seen;
        if (look(writer->statement, &seen_by_writer) && seen_by_writer == writer->seen) {
            versions_count(versions, written);
        } else {
            versions_count_elsewhere(versions);
        }
    }
    pthread_mutex_unlock(&versions->mutex);
}

void table_versions_forget(TableVersions *versions, TableWriter *writer) {
    pthread_mutex_lock(&versions->mutex);
    if (versions->writer == writer) {
        versions->writer = NULL;
    }
    pthread_mutex_unlock(&versions->mutex);
    sqlite3_finalize(writer->statement);
    writer->statement = NULL;
}
