/*
 * The golden tests: corpus [--accept] [PART OF A PATH]
 *
 * tests/corpus/DATABASE/{schema,seed}.sql are a database, DATABASE/TOPIC/CASE.graphql is an
 * operation on it, with CASE.vars.json and CASE.session.json if there are such. What the compiler
 * makes of it (.plan, .sql) and what comes out (.json) is compared with the files beside it;
 * --accept rewrites those, and the change is reviewed as a diff. Run it where the tests directory
 * is. The last line is the total.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/corpus/case.h"

typedef struct Totals {
    unsigned passed, failed;
    bool accept;
    const char *filter; /* only cases whose path contains it; NULL = all */
} Totals;

static void totals_add(Totals *totals, bool good, const char *name) {
    if (good) {
        totals->passed++;
    } else {
        totals->failed++;
        printf("FAILED %s\n", name);
    }
}

static glob_t paths_find(const char *directory, const char *pattern) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", directory, pattern);
    glob_t found;
    if (glob(path, 0, NULL, &found) != 0) {
        found = (glob_t){0};
    }
    return found;
}

/* Before 3.46 the parser of SQLite has a stack of fixed size; our limit is lower then, and so the
 * cases on nesting are not meant. Nor are, with those, some that depend on what SQLite itself
 * answers: sums of REAL are rounded otherwise, and an UPDATE of a view returns no key. */
static bool is_of_newer_sqlite(const char *stem) {
    static const char *const parts[] = {"/nesting/", "/roles_read/view", "/writes/views/update"};
    bool newer = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        newer |= sqlite3_libversion_number() < 3046000 && strstr(stem, parts[i]) != NULL;
    }
    return newer;
}

static void run_cases(Totals *totals, Subject *subject, const char *directory) {
    glob_t found = paths_find(directory, "*/*.graphql");
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *stem = found.gl_pathv[i];
        bool wanted = totals->filter == NULL || strstr(stem, totals->filter) != NULL;
        if (wanted && !is_of_newer_sqlite(stem)) {
            *strrchr(stem, '.') = '\0';
            totals_add(totals, case_run(subject, stem, totals->accept), stem);
        }
    }
    globfree(&found);
}

/* A golden file whose operation was renamed or deleted would never be compared again. */
static void run_strays(Totals *totals, const char *directory) {
    glob_t found = paths_find(directory, "*/*");
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *path = found.gl_pathv[i];
        const char *name = strrchr(path, '/') + 1;
        char operation[512];
        snprintf(operation, sizeof operation, "%.*s%.*s.graphql", (int)(name - path), path,
                 (int)strcspn(name, "."), name);
        if (access(operation, F_OK) != 0) {
            printf("%s: there is no operation for it\n", path);
            totals_add(totals, false, path);
        }
    }
    globfree(&found);
}

static void run_database(Totals *totals, const char *directory) {
    Subject subject;
    bool opened = subject_open(&subject, directory);
    totals_add(totals, opened && subject_is_guarded(&subject), directory);
    if (opened) {
        run_cases(totals, &subject, directory);
        run_strays(totals, directory);
    }
    subject_close(&subject);
}

int main(int argc, char **argv) {
    Totals totals = {0};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--accept") == 0) {
            totals.accept = true;
        } else {
            totals.filter = argv[i];
        }
    }
    glob_t found = paths_find("tests/corpus", "*/schema.sql");
    for (size_t i = 0; i < found.gl_pathc; i++) {
        *strrchr(found.gl_pathv[i], '/') = '\0';
        run_database(&totals, found.gl_pathv[i]);
    }
    globfree(&found);
    printf("%u passed, %u failed\n", totals.passed, totals.failed);
    return totals.failed == 0 && totals.passed != 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
