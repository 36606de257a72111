/*
 * Faults of the world below SQLite: a VFS and an allocator that fail at the nth call.
 *
 *     faults_install();                                  once, before SQLite is used
 *     faults_arm(FAULT_FULL, 3, false);                  the third write finds the disk full
 *     …
 *     if (!faults_disarm()) { … it never came so far }
 *
 * The VFS is the default one, so that whoever opens a database meets it.
 */
#ifndef SOLOQL_TESTS_FAULTS_H
#define SOLOQL_TESTS_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "sqlgen/base/sqlite.h"

typedef enum FaultKind {
    FAULT_FULL, /* of what writes: the disk is full */
    FAULT_IO,   /* of all that touches files */
    FAULT_BUSY, /* of what takes locks: somebody else has it */
    FAULT_NOMEM /* of SQLite's allocations */
} FaultKind;

typedef struct Faults {
    FaultKind kind;
    bool armed;
    bool lasting;       /* all calls from the nth on, not this one alone */
    unsigned countdown; /* calls until it happens */
    unsigned fired;     /* how often it has */
    sqlite3_vfs *real;
    sqlite3_mem_methods memory;
} Faults;

static Faults faults;

static inline void faults_arm(FaultKind kind, unsigned nth, bool lasting) {
    faults.kind = kind;
    faults.countdown = nth;
    faults.lasting = lasting;
    faults.fired = 0;
    faults.armed = true;
}

/* True if a call has failed since. */
static inline bool faults_disarm(void) {
    faults.armed = false;
    return faults.fired != 0;
}

static inline bool fault_is_due(FaultKind kind) {
    if (!faults.armed || faults.kind != kind) {
        return false;
    }
    bool due = faults.countdown == 1 || (faults.countdown == 0 && faults.lasting);
    faults.countdown -= faults.countdown != 0;
    faults.fired += due;
    return due;
}

/* ---- Files ---- */

typedef struct FaultFile {
    sqlite3_file base;
    sqlite3_file *real;
} FaultFile;

static inline sqlite3_file *file_real(sqlite3_file *file) {
    return ((FaultFile *)file)->real;
}

static inline int fault_close(sqlite3_file *file) {
    return file_real(file)->pMethods->xClose(file_real(file));
}

static inline int fault_read(sqlite3_file *file, void *to, int length, sqlite3_int64 at) {
    return fault_is_due(FAULT_IO)
               ? SQLITE_IOERR_READ
               : file_real(file)->pMethods->xRead(file_real(file), to, length, at);
}

static inline int fault_write(sqlite3_file *file, const void *from, int length, sqlite3_int64 at) {
    if (fault_is_due(FAULT_FULL)) {
        return SQLITE_FULL;
    }
    return fault_is_due(FAULT_IO)
               ? SQLITE_IOERR_WRITE
               : file_real(file)->pMethods->xWrite(file_real(file), from, length, at);
}

static inline int fault_truncate(sqlite3_file *file, sqlite3_int64 size) {
    return fault_is_due(FAULT_IO) ? SQLITE_IOERR_TRUNCATE
                                  : file_real(file)->pMethods->xTruncate(file_real(file), size);
}

/* What is not on the disk is not lost here: nobody pulls the plug, and nobody waits. */
static inline int fault_sync(sqlite3_file *file, int flags) {
    (void)file, (void)flags;
    return fault_is_due(FAULT_IO) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static inline int fault_file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return fault_is_due(FAULT_IO) ? SQLITE_IOERR_FSTAT
                                  : file_real(file)->pMethods->xFileSize(file_real(file), size);
}

static inline int fault_lock(sqlite3_file *file, int level) {
    return fault_is_due(FAULT_BUSY) ? SQLITE_BUSY
                                    : file_real(file)->pMethods->xLock(file_real(file), level);
}

static inline int fault_unlock(sqlite3_file *file, int level) {
    return file_real(file)->pMethods->xUnlock(file_real(file), level);
}

static inline int fault_check_reserved(sqlite3_file *file, int *out) {
    return file_real(file)->pMethods->xCheckReservedLock(file_real(file), out);
}

static inline int fault_control(sqlite3_file *file, int operation, void *argument) {
    return file_real(file)->pMethods->xFileControl(file_real(file), operation, argument);
}

static inline int fault_sector_size(sqlite3_file *file) {
    return file_real(file)->pMethods->xSectorSize(file_real(file));
}

static inline int fault_device(sqlite3_file *file) {
    return file_real(file)->pMethods->xDeviceCharacteristics(file_real(file));
}

static inline int fault_shm_map(sqlite3_file *file, int page, int size, int extend,
                                void volatile **out) {
    return fault_is_due(FAULT_IO)
               ? SQLITE_IOERR_SHMMAP
               : file_real(file)->pMethods->xShmMap(file_real(file), page, size, extend, out);
}

static inline int fault_shm_lock(sqlite3_file *file, int offset, int n, int flags) {
    bool taken = (flags & SQLITE_SHM_LOCK) != 0;
    return taken && fault_is_due(FAULT_BUSY)
               ? SQLITE_BUSY
               : file_real(file)->pMethods->xShmLock(file_real(file), offset, n, flags);
}

static inline void fault_shm_barrier(sqlite3_file *file) {
    file_real(file)->pMethods->xShmBarrier(file_real(file));
}

static inline int fault_shm_unmap(sqlite3_file *file, int delete_it) {
    return file_real(file)->pMethods->xShmUnmap(file_real(file), delete_it);
}

/* Version 2: without mapped files, which the engine does not use. */
static const sqlite3_io_methods fault_methods = {.iVersion = 2,
                                                 .xClose = fault_close,
                                                 .xRead = fault_read,
                                                 .xWrite = fault_write,
                                                 .xTruncate = fault_truncate,
                                                 .xSync = fault_sync,
                                                 .xFileSize = fault_file_size,
                                                 .xLock = fault_lock,
                                                 .xUnlock = fault_unlock,
                                                 .xCheckReservedLock = fault_check_reserved,
                                                 .xFileControl = fault_control,
                                                 .xSectorSize = fault_sector_size,
                                                 .xDeviceCharacteristics = fault_device,
                                                 .xShmMap = fault_shm_map,
                                                 .xShmLock = fault_shm_lock,
                                                 .xShmBarrier = fault_shm_barrier,
                                                 .xShmUnmap = fault_shm_unmap};

static inline int fault_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                             int *out_flags) {
    (void)vfs;
    FaultFile *wrapped = (FaultFile *)file;
    wrapped->base.pMethods = NULL;
    wrapped->real = (sqlite3_file *)(wrapped + 1);
    if (fault_is_due(FAULT_IO)) {
        return SQLITE_CANTOPEN;
    }
    int rc = faults.real->xOpen(faults.real, name, wrapped->real, flags, out_flags);
    wrapped->base.pMethods = rc == SQLITE_OK ? &fault_methods : NULL;
    return rc;
}

static inline int fault_delete(sqlite3_vfs *vfs, const char *name, int sync) {
    (void)vfs;
    return fault_is_due(FAULT_IO) ? SQLITE_IOERR_DELETE
                                  : faults.real->xDelete(faults.real, name, sync);
}

static inline int fault_access(sqlite3_vfs *vfs, const char *name, int flags, int *out) {
    (void)vfs;
    return fault_is_due(FAULT_IO) ? SQLITE_IOERR_ACCESS
                                  : faults.real->xAccess(faults.real, name, flags, out);
}

/* ---- Memory ---- */

static inline void *fault_malloc(int size) {
    return fault_is_due(FAULT_NOMEM) ? NULL : faults.memory.xMalloc(size);
}

static inline void *fault_realloc(void *block, int size) {
    return fault_is_due(FAULT_NOMEM) ? NULL : faults.memory.xRealloc(block, size);
}

static inline int faults_install(void) {
    static sqlite3_vfs vfs;
    static sqlite3_mem_methods memory;
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &faults.memory);
    memory = faults.memory;
    memory.xMalloc = fault_malloc;
    memory.xRealloc = fault_realloc;
    int rc = sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
    rc = rc == SQLITE_OK ? sqlite3_initialize() : rc;
    faults.real = sqlite3_vfs_find(NULL);
    vfs = *faults.real;
    vfs.zName = "faults";
    vfs.szOsFile = (int)sizeof(FaultFile) + faults.real->szOsFile;
    vfs.xOpen = fault_open;
    vfs.xDelete = fault_delete;
    vfs.xAccess = fault_access;
    return rc == SQLITE_OK ? sqlite3_vfs_register(&vfs, 1) : rc;
}

#endif
