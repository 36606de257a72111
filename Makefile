# SoloQL's build. `make help` lists the targets; everything that is made lands in $(BUILD).
#
#   BUILD=DIR            where to build (build)
#   SQLITE=system        link the system's SQLite instead of compiling the pinned one (no npm needed)
#   CIVETWEB_SRC=DIR     CivetWeb 1.16's source, instead of fetching Debian's
#   MODE=…               release; small; or asan, tsan, cover, fuzz: how it is instrumented
#   V=1                  show the commands
#   WERROR=1             warnings are errors (always so where CI is set)
#   LTO=1                optimise across files
#   PREFIX, DESTDIR      where `make install` puts things (/usr/local)

BUILD   ?= build
MODE    ?= release
SQLITE  ?= bundled
WERROR  ?= $(if $(CI),1)
LTO     ?=
PREFIX  ?= /usr/local
Q       := $(if $(V),,@)
,       := ,
CC      := $(if $(filter default,$(origin CC)),cc,$(CC))
AR      := $(if $(LTO),gcc-ar,ar)

# Outside sources are fetched once, for every build directory.
DEPS := build/deps

all: ## the server, the library and what the tests need (the default)
.PHONY: all
.DELETE_ON_ERROR:
.SECONDARY:
.SUFFIXES:
# All cores, unless the caller says otherwise: most of a first build is two large files.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc)
endif

# ---------------------------------------------------------------- flags

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wswitch-enum \
            -Wvla $(if $(WERROR),-Werror)

# A bug that overflows a buffer should end the process, not hand it over.
HARDENING := -fstack-protector-strong -fstack-clash-protection $(if $(filter x86_64,$(shell uname -m)),-fcf-protection)

# What nobody calls, of SQLite above all, is left out of programs.
SECTIONS := -ffunction-sections -fdata-sections
OPTIMIZE_release := -O2 -g $(SECTIONS) -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 $(HARDENING) $(if $(LTO),-flto=auto)
OPTIMIZE_small   := -Os $(SECTIONS) -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 $(HARDENING)
OPTIMIZE_asan    := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
OPTIMIZE_tsan    := -O1 -g -fno-omit-frame-pointer -fsanitize=thread
OPTIMIZE_cover   := -O0 -g --coverage
OPTIMIZE_fuzz    := $(OPTIMIZE_asan) -fsanitize=fuzzer-no-link
OPTIMIZE := $(OPTIMIZE_$(MODE))
$(if $(OPTIMIZE),,$(error MODE=$(MODE): it is one of release, small, asan, tsan, cover, fuzz))

# Position-independent, because the library may end up in anybody's shared object.
CFLAGS_OURS  := -std=c11 -D_GNU_SOURCE -I. -fPIC -fvisibility=hidden $(WARNINGS) $(OPTIMIZE)
# Of other people's sources we want to see memory errors, not coverage, and a quick build.
CFLAGS_OUTSIDE := -std=gnu11 -fPIC -fvisibility=hidden -w \
                $(filter-out --coverage -fsanitize=fuzzer-no-link,$(subst address$(,)undefined,address,$(OPTIMIZE)))
LDFLAGS_ALL   = $(OPTIMIZE) -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(if $(filter release small,$(MODE)),-Wl$(,)--gc-sections) $(LDFLAGS)

# ---------------------------------------------------------------- set-up

# What the goals of this run need, by the groups of scripts/setup, installed in one go.
NEEDS := build $(if $(filter system,$(SQLITE)),system,npm) \
         $(if $(filter bench-writing,$(MAKECMDGOALS)),npm) \
         $(if $(filter test smoke valgrind $(BUILD)/tests/%,$(MAKECMDGOALS)),npm test) \
         $(if $(filter check format reformat headers lint,$(MAKECMDGOALS)),check) \
         $(if $(filter valgrind instructions,$(MAKECMDGOALS)),memory) \
         $(if $(filter bench bench-peers bench-scale,$(MAKECMDGOALS)),npm bench) \
         $(if $(filter bench-peers,$(MAKECMDGOALS)),peers) \
         $(if $(filter cover,$(MAKECMDGOALS)),cover) \
         $(if $(filter run-fuzzers,$(MAKECMDGOALS)),fuzz)
SETUP := $(BUILD)/.setup-$(shell echo $(sort $(NEEDS)) | tr ' ' -)

$(SETUP): scripts/setup
	@mkdir -p $(@D) $(DEPS)
	@scripts/setup $(sort $(NEEDS))
	@touch $@

node_modules/.installed: package-lock.json | $(SETUP)
	@flock $(DEPS)/.lock scripts/fetch-npm

# ---------------------------------------------------------------- SQLite

# The pinned amalgamation comes out of an npm package; package.json holds the version.
SQLITE_PACKAGE := $(shell sed -n 's/.*"better-sqlite3": "\(.*\)".*/\1/p' package.json)
SQLITE_DIR     := $(DEPS)/sqlite-$(SQLITE_PACKAGE)

# Threads: a connection is used by one thread at a time, so its mutexes would be for nothing.
SQLITE_OPTIONS := -DSQLITE_THREADSAFE=2
# A global counter of memory is a lock that every allocation of every thread takes.
SQLITE_OPTIONS += -DSQLITE_DEFAULT_MEMSTATUS=0
# "no such column" must be an error, not a string: a typo in a policy would match silently.
SQLITE_OPTIONS += -DSQLITE_DQS=0
# Where the columns of a view come from: types and relations of views are read from it.
SQLITE_OPTIONS += -DSQLITE_ENABLE_COLUMN_METADATA
# What people's databases contain; a table whose module is missing could not be served.
SQLITE_OPTIONS += -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_GEOPOLY
# Aggregates of the API: stddev and variance need sqrt(), median its own function.
SQLITE_OPTIONS += -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_PERCENTILE
# Which rows a write changed, as it happens: what live queries are told by.
SQLITE_OPTIONS += -DSQLITE_ENABLE_PREUPDATE_HOOK
# LIKE need not look into blobs, and so may use an index.
SQLITE_OPTIONS += -DSQLITE_LIKE_DOESNT_MATCH_BLOBS
# No SQL of anybody's may load code into the server; nor is there a use for these.
SQLITE_OPTIONS += -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_DEPRECATED -DSQLITE_OMIT_SHARED_CACHE -DSQLITE_OMIT_TCL_VARIABLE
# Facts that SQLite's configure would find: without the first two, times are not safe in threads.
SQLITE_OPTIONS += -DHAVE_LOCALTIME_R=1 -DHAVE_GMTIME_R=1 -DHAVE_FDATASYNC=1 -DHAVE_STRCHRNUL=1
# Small devices do without what few databases contain: FTS3 and 4, polygons, medians by SQLite.
ifeq ($(MODE),small)
SQLITE_OPTIONS := $(filter-out -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_GEOPOLY -DSQLITE_ENABLE_PERCENTILE,$(SQLITE_OPTIONS))
endif
# Left out on purpose: STAT4 prepares a statement anew for other parameters, which would defeat the
# statement cache; DBSTAT_VTAB shows how the file is laid out and scans all of it; USE_ALLOCA would
# take the stack that depth limits are reckoned with.

ifeq ($(SQLITE),system)
SQLITE_LIBS := -lsqlite3
else
SQLITE_SOURCE := $(SQLITE_DIR)/sqlite3.c
SQLITE_OBJ     = $(OUTSIDE_OBJ)/sqlite3.o
endif

$(SQLITE_DIR)/sqlite3.c: | node_modules/.installed
	@mkdir -p $(@D)
	@cp node_modules/better-sqlite3/deps/sqlite3/sqlite3*.h $(@D)
	@cp node_modules/better-sqlite3/deps/sqlite3/sqlite3.c $@.$$$$ && mv $@.$$$$ $@

%/sqlite3.o: $(SQLITE_DIR)/sqlite3.c
	$(call COMPILE_OUTSIDE,$(SQLITE_OPTIONS),$<)

# ---------------------------------------------------------------- CivetWeb

CIVETWEB_DIR := $(or $(CIVETWEB_SRC),$(DEPS)/civetweb)

# Websockets for subscriptions, IPv6; no TLS, which ends at a proxy (docs/deploy.md); no files,
# scripts or caches of files: SoloQL serves none.
CIVETWEB_OPTIONS := -DUSE_WEBSOCKET -DUSE_IPV6 -DNO_SSL -DNO_FILES -DNO_CGI -DNO_CACHING
# Waiting threads look up four times a second, or a shutdown would take them two seconds.
CIVETWEB_OPTIONS += -DSOCKET_TIMEOUT_QUANTUM=250
# The stack of 1 MiB is what the depth limits assume; instrumented frames are several times larger.
CIVETWEB_OPTIONS += -DUSE_STACK_SIZE=$(if $(filter release small,$(MODE)),1048576,8388608)
# ThreadSanitizer has to see how a thread is told to stop.
CIVETWEB_OPTIONS += $(if $(filter tsan,$(MODE)),-DSTOP_FLAG_NEEDS_LOCK)

$(DEPS)/civetweb: | $(SETUP)
	@flock $(DEPS)/.lock scripts/fetch-civetweb $@

%/civetweb.o: | $(CIVETWEB_DIR)
	$(call COMPILE_OUTSIDE,$(CIVETWEB_OPTIONS) -I$(CIVETWEB_DIR)/include,$(CIVETWEB_DIR)/src/civetweb.c)

# The two large files of others are compiled once for each command line, not for each build
# directory: the folder's name is a sum of all that the command lines say.
OUTSIDE_SUM := $(shell echo '$(CC) $(CFLAGS_OUTSIDE) $(SQLITE_PACKAGE) $(SQLITE_OPTIONS) $(CIVETWEB_DIR) $(CIVETWEB_OPTIONS) $(CFLAGS)' | cksum | cut -d' ' -f1)
OUTSIDE_OBJ := $(DEPS)/obj-$(OUTSIDE_SUM)
define COMPILE_OUTSIDE
	@mkdir -p $(@D)
	@echo "  CC $(@F)"
	$(Q)flock $@.lock sh -c 'test -f $@ || { $(CC) $(CFLAGS_OUTSIDE) $(1) $(CFLAGS) -c $(2) -o $@.tmp && mv $@.tmp $@; }'
endef

# Change only when the command lines do, so that nothing is mixed from two kinds of build.
FLAGS_ours    := $(CC) $(SQLITE) $(CFLAGS_OURS) $(CFLAGS)
FLAGS_outside := $(OUTSIDE_OBJ)
$(BUILD)/flags-%: FORCE
	@mkdir -p $(BUILD)/obj
	@echo '$(FLAGS_$*)' | cmp -s - $@ || echo '$(FLAGS_$*)' >$@
FORCE:
.PHONY: FORCE

# ---------------------------------------------------------------- our sources

ENGINE_SRC := $(filter-out sqlgen/extension.c,$(wildcard sqlgen/*.c sqlgen/*/*.c sqlgen/*/*/*.c))
SERVER_SRC := $(wildcard server/*.c)
UNIT_SRC   := $(wildcard tests/unit/*/test_*.c tests/unit/*/*/test_*.c)
CORPUS_SRC := $(wildcard tests/corpus/*.c)
PROBE_SRC  := $(wildcard tests/spec/*.c)
HEADERS    := $(wildcard sqlgen/*.h sqlgen/*/*.h sqlgen/*/*/*.h server/*.h bench/*.h tests/*/*.h tests/*/*/*.h)
OUR_C      := $(ENGINE_SRC) $(SERVER_SRC) $(UNIT_SRC) $(CORPUS_SRC) $(PROBE_SRC) \
              $(wildcard scripts/*.c bench/*.c examples/*.c tests/fuzz/*.c sqlgen/extension.c)

# What every file of ours may find and waits for; layers.txt says who may include it.
OUTSIDE        := $(SQLITE_SOURCE) $(CIVETWEB_DIR)
OUTSIDE_CFLAGS := $(if $(SQLITE_SOURCE),-isystem $(SQLITE_DIR)) -isystem $(CIVETWEB_DIR)/include

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
LIBRARY := $(BUILD)/libsoloql.a
# Everything of the server but main(): what its unit tests are linked with.
SERVER_LIBRARY := $(BUILD)/obj/server.a
UNIT    := $(patsubst %.c,$(BUILD)/%,$(UNIT_SRC))
ENGINE_LIBS := $(SQLITE_LIBS) -lpthread -lm
SERVER_LIBS := -lcjson -lcrypto -lz -lpthread -ldl

all: $(LIBRARY) $(BUILD)/soloql $(BUILD)/sqlrun $(BUILD)/language-probe

$(BUILD)/obj/%.o: %.c $(BUILD)/flags-ours | $(SETUP) $(OUTSIDE)
	@mkdir -p $(@D)
	@echo "  CC $(@:$(BUILD)/obj/%=%)"
	$(Q)$(CC) $(CFLAGS_OURS) $(OUTSIDE_CFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(LIBRARY): $(call objects,$(ENGINE_SRC)) $(SQLITE_OBJ) $(BUILD)/flags-outside
	@rm -f $@
	@echo "  AR $@"
	$(Q)$(AR) rcs $@ $(filter %.o,$^)

$(SERVER_LIBRARY): $(call objects,$(filter-out server/main.c,$(SERVER_SRC))) $(OUTSIDE_OBJ)/civetweb.o $(BUILD)/flags-outside
	@rm -f $@
	@echo "  AR $@"
	$(Q)$(AR) rcs $@ $(filter %.o,$^)

$(BUILD)/soloql: $(BUILD)/obj/server/main.o $(SERVER_LIBRARY) $(LIBRARY)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(SERVER_LIBS) $(ENGINE_LIBS) -o $@

# Executes SQL files with the very SQLite that serves them.
$(BUILD)/sqlrun: $(BUILD)/obj/scripts/sqlrun.o $(SQLITE_OBJ)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(ENGINE_LIBS) -o $@

# Answers the questions of the language tests (tests/spec/).
$(BUILD)/language-probe: $(call objects,$(PROBE_SRC)) $(LIBRARY)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(ENGINE_LIBS) -o $@

# Compares plans, SQL and answers with the golden ones (tests/corpus/).
$(BUILD)/corpus: $(call objects,$(CORPUS_SRC)) $(LIBRARY)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(ENGINE_LIBS) -o $@

$(BUILD)/tests/unit/server/%: $(BUILD)/obj/tests/unit/server/%.o $(SERVER_LIBRARY) $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) $^ -lcmocka $(SERVER_LIBS) $(ENGINE_LIBS) -o $@

$(BUILD)/tests/%: $(BUILD)/obj/tests/%.o $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) $^ -lcmocka $(ENGINE_LIBS) -o $@

# ---------------------------------------------------------------- tests

NODE_TESTS := $(wildcard tests/e2e/*.test.mjs tests/spec/*.test.mjs tests/reference/*.test.mjs)

# Instrumented or not, the whole suite is the same; scripts/tally adds up what its runners say.
C_TESTS := $(UNIT) $(BUILD)/corpus
RUNNERS := $(C_TESTS) \
           'tests/embed/run $(BUILD)' \
           'node --test --test-reporter=tap $(NODE_TESTS)'

# A finding of a sanitizer ends the program, and so the test.
export UBSAN_OPTIONS := print_stacktrace=1
export TSAN_OPTIONS := suppressions=$(abspath tests/tsan.supp)
export SOLOQL := $(abspath $(BUILD)/soloql)
export SQLRUN := $(abspath $(BUILD)/sqlrun)
export CC
export EMBED_FLAGS := $(OPTIMIZE)
export EMBED_LIBS := $(ENGINE_LIBS)
export LANGUAGE_PROBE := $(abspath $(BUILD)/language-probe)

.PHONY: test smoke system accept asan tsan valgrind cover fuzz
test: all $(C_TESTS) | $(SETUP) node_modules/.installed ## the whole suite; closes with one line of totals
	@scripts/tally $(RUNNERS)

# What depends on the SQLite that is linked.
# test_etag.c has tables of FTS5 as it is today.
SMOKE_TESTS := $(filter-out %/test_etag,$(filter $(BUILD)/tests/unit/run/% $(BUILD)/tests/unit/engine/%,$(UNIT))) $(BUILD)/corpus

smoke: all $(SMOKE_TESTS) | $(SETUP)
	@scripts/tally $(SMOKE_TESTS) 'node --test --test-reporter=tap tests/e2e/schema.test.mjs'

system: ## builds with the system's SQLite, and runs the tests that depend on it
	$(Q)$(MAKE) SQLITE=system STUDIO=0 BUILD=$(BUILD)/system smoke

accept: $(BUILD)/corpus ## rewrites the golden files of tests/corpus; review the diff
	$(BUILD)/corpus --accept

asan tsan: ## the whole suite under AddressSanitizer and UBSan, or ThreadSanitizer
	$(Q)$(MAKE) MODE=$@ BUILD=$(BUILD)/$@ test

valgrind: all $(C_TESTS) | $(SETUP) ## the C tests under valgrind
	@scripts/tally $(C_TESTS:%='valgrind -q --leak-check=full --error-exitcode=99 %')

cover: | $(SETUP) ## the whole suite, and which lines it runs
	$(Q)$(MAKE) MODE=cover BUILD=$(BUILD)/cover test
	$(Q)gcovr --root . --filter sqlgen/ --filter server/ $(BUILD)/cover

FUZZ_SECONDS ?= 60
FUZZ_SRC := $(wildcard tests/fuzz/fuzz_*.c)
FUZZERS  := $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(FUZZ_SRC))

fuzz: | $(SETUP) ## every fuzzer for FUZZ_SECONDS (60)
	$(Q)$(MAKE) MODE=fuzz CC=clang-14 BUILD=$(BUILD)/fuzz run-fuzzers

.PHONY: run-fuzzers
run-fuzzers: $(FUZZERS)
	@set -e; for fuzzer in $^; do \
	    name=$$(basename $$fuzzer); mkdir -p $(BUILD)/found/$$name; \
	    seeds=tests/fuzz/seeds/$${name#fuzz_}; [ -d $$seeds ] || seeds=; \
	    $$fuzzer -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=2048 -timeout=10 -print_final_stats=1 \
	        -artifact_prefix=$(BUILD)/found/$$name- $(BUILD)/found/$$name $$seeds; \
	done

$(BUILD)/fuzz_%: $(BUILD)/obj/tests/fuzz/fuzz_%.o $(SERVER_LIBRARY) $(LIBRARY)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) -fsanitize=fuzzer $^ $(SERVER_LIBS) $(ENGINE_LIBS) -o $@

# ---------------------------------------------------------------- bench

# The engine against hand-written SQL and C (bench/floor.c), both on the same SQLite.
$(BUILD)/bench/engine: $(call objects,bench/engine.c bench/floor.c bench/floor_json.c) $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(ENGINE_LIBS) -o $@

# Sizes of SQLite's page cache, and how often the engine prepares.
$(BUILD)/bench/caches: $(call objects,bench/caches.c bench/floor.c bench/floor_json.c) $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(ENGINE_LIBS) -o $@

# The same CivetWeb, answering from memory.
$(BUILD)/bench/memory: $(call objects,bench/memory.c) $(OUTSIDE_OBJ)/civetweb.o
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(SERVER_LIBS) -o $@

.PHONY: bench
BENCH_DATABASES := $(BUILD)/bench/shop.db $(BUILD)/bench/chinook.db
bench: all small $(BUILD)/bench/engine $(BUILD)/bench/memory $(BENCH_DATABASES) | $(SETUP) ## measures speed and memory against floors and the peers that are installed
	@BUILD=$(abspath $(BUILD)) node bench/run.mjs

.PHONY: bench-scale
bench-scale: all $(BUILD)/bench/engine $(BUILD)/bench/caches $(BENCH_DATABASES) | $(SETUP) ## how cost grows with rows, depth, tables, roles and connections, and shrinks with caches
	@BUILD=$(abspath $(BUILD)) node bench/scale.mjs

.PHONY: bench-peers
bench-peers: | $(SETUP) ## installs the servers that the bench compares with into build/peers
	@bench/peers/install $(BUILD)/peers

.PHONY: instructions
instructions: $(BUILD)/bench/engine $(BENCH_DATABASES) | $(SETUP) ## instructions a request takes, against bench/instructions.json
	@BUILD=$(BUILD) bench/instructions && echo "instructions: ok"

# Generated, the same on every machine; served in WAL, as docs/performance.md says.
$(BUILD)/bench/%.db: bench/%.sql bench/wal.sql | $(BUILD)/sqlrun
	@mkdir -p $(@D)
	@echo "Creating $@"
	@rm -f $@* && $(BUILD)/sqlrun $@.new bench/$*.sql bench/wal.sql && mv $@.new $@

# Durable mutations over HTTP, against SQLite alone in a loop.
.PHONY: bench-writing
bench-writing: all $(BUILD)/bench/floor_writing $(BUILD)/bench/load_writing | $(SETUP) ## durable mutations a second, one client and 64 (BENCH_SECONDS=3)
	@BUILD=$(BUILD) node bench/writing.mjs

$(BUILD)/bench/floor_writing: $(BUILD)/obj/bench/floor_writing.o $(SQLITE_OBJ)
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(ENGINE_LIBS) -o $@

$(BUILD)/bench/load_writing: $(BUILD)/obj/bench/load_writing.o
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS_ALL) $^ -lpthread -o $@

# ---------------------------------------------------------------- checks

.PHONY: check format layers headers lint
check: format layers headers lint ## format, layers, headers, lint

format: | $(SETUP) ## every C file is as clang-format leaves it (fix: make reformat)
	@clang-format-14 --dry-run --Werror $(OUR_C) $(HEADERS) && echo "format: ok"

.PHONY: reformat
reformat: | $(SETUP) ## lets clang-format rewrite what `make format` complains of
	clang-format-14 -i $(OUR_C) $(HEADERS)

layers: ## every #include follows an arrow of layers.txt
	@awk -f scripts/layers.awk layers.txt $(ENGINE_SRC) $(SERVER_SRC) $(filter-out tests/%,$(HEADERS)) && echo "layers: ok"

# Each header alone, so that none leans on what another file happened to include before it.
headers: $(HEADERS:%=$(BUILD)/headers/%.ok) $(BUILD)/headers/soloql.cpp.ok ## every header compiles alone, soloql.h as C++ too
	@echo "headers: ok"

$(BUILD)/headers/%.h.ok: %.h $(BUILD)/flags-ours | $(SETUP) $(OUTSIDE)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_OURS) $(OUTSIDE_CFLAGS) -Werror -MMD -MP -MT $@ -MF $(@:.ok=.d) -fsyntax-only -x c $<
	@touch $@

$(BUILD)/headers/soloql.cpp.ok: sqlgen/soloql.h | $(SETUP)
	@mkdir -p $(@D)
	$(Q)c++ -std=c++11 -Wall -Wextra -pedantic -Werror -fsyntax-only -x c++ $<
	@touch $@

LINTED := $(ENGINE_SRC) $(SERVER_SRC)
lint: $(LINTED:%.c=$(BUILD)/lint/%.ok) ## clang-tidy, and no file over 600 lines
	@wc -l $(OUR_C) $(HEADERS) | awk '$$1 > 600 && $$2 != "total" {print $$2 ": " $$1 " lines, 600 is the limit"; bad = 1} END {exit bad}'
	@echo "lint: ok"

# After the object, whose dependencies say when the answer may have changed.
$(BUILD)/lint/%.ok: %.c $(BUILD)/obj/%.o .clang-tidy | $(SETUP)
	@mkdir -p $(@D)
	$(Q)clang-tidy-14 --quiet $< -- -std=c11 -D_GNU_SOURCE -I. $(OUTSIDE_CFLAGS) 2>$(@:.ok=.log)
	@touch $@

# ---------------------------------------------------------------- use

# Made anew when a migration changed; a server that has the old file open keeps it.
$(BUILD)/demo.db: $(sort $(wildcard migrations/*.sql)) | $(BUILD)/sqlrun
	@echo "Creating the demo database $@"
	@rm -f $@.new && $(BUILD)/sqlrun $@.new $^ && mv $@.new $@

.PHONY: run small install clean help
run: all $(BUILD)/demo.db ## serves the demo database (ARGS='--port 9000' adds options)
	@exec $(BUILD)/soloql serve $(BUILD)/demo.db --schema schema.graphql $(ARGS)

small: | $(SETUP) ## build/small/soloql for small devices: -Os, a trimmed SQLite, stripped
	$(Q)$(MAKE) MODE=small BUILD=$(BUILD)/small $(BUILD)/small/soloql
	@strip $(BUILD)/small/soloql && wc -c $(BUILD)/small/soloql

install: all ## into $(DESTDIR)$(PREFIX)
	install -D -m 644 sqlgen/soloql.h $(DESTDIR)$(PREFIX)/include/soloql.h
	install -D -m 644 $(LIBRARY) $(DESTDIR)$(PREFIX)/lib/libsoloql.a
	install -D -m 755 -s $(BUILD)/soloql $(DESTDIR)$(PREFIX)/bin/soloql

clean: ## removes what was built; what was fetched stays in build/deps
	@find $(BUILD) -mindepth 1 -maxdepth 1 ! -name deps -exec rm -rf {} + 2>/dev/null || true

help: ## this list
	@awk -F ':.*## ' '/^[a-z][a-z -]*:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile
	@sed -n '3,/^$$/s/^# *//p' Makefile | sed 's/^/  /'

-include $(HEADERS:%.h=$(BUILD)/headers/%.h.d)
-include $(patsubst %.c,$(BUILD)/obj/%.d,$(OUR_C))
