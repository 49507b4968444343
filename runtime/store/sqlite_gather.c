// sqlite_gather.c - a file layer that gathers the writes to a new file
//
// SQLite writes page by page; a copy made of small writes costs twice one made of large ones. Writes that follow each other are kept
// until a piece is full; whatever else is asked of the file writes them first. The file is nobody else's: no shared memory is needed.
#include "store/sqlite.h"

#include <stdio.h>
#include <stdlib.h>

enum { PIECE = 1 << 16 }; // SQLite's own layer cuts writes at 128 kB

struct gather {
    sqlite3_file file;
    sqlite3_file *real;
    sqlite3_int64 at; // of what is kept
    int kept;
    char *bytes;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct gather *)file)->real;
}

static int flush(sqlite3_file *file)
{
    struct gather *gather = (struct gather *)file;
    int code = gather->kept ? gather->real->pMethods->xWrite(gather->real, gather->bytes, gather->kept, gather->at) : SQLITE_OK;
    gather->kept = 0;
    return code;
}

static int close_file(sqlite3_file *file)
{
    struct gather *gather = (struct gather *)file;
    int code = flush(file), closed = gather->real->pMethods->xClose(gather->real);
    free(gather->real);
    free(gather->bytes);
    return code ? code : closed;
}

static int read_file(sqlite3_file *file, void *bytes, int length, sqlite3_int64 at)
{
    int code = flush(file);
    return code ? code : real_of(file)->pMethods->xRead(real_of(file), bytes, length, at);
}

static int write_file(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at)
{
    struct gather *gather = (struct gather *)file;
    bool follows = gather->kept && at == gather->at + gather->kept && at % PIECE != 0 && gather->kept + length <= PIECE;
    int code = follows ? SQLITE_OK : flush(file);
    if (code || length > PIECE) return code ? code : gather->real->pMethods->xWrite(gather->real, bytes, length, at);
    if (!gather->kept) gather->at = at;
    memcpy(gather->bytes + gather->kept, bytes, (size_t)length);
    gather->kept += length;
    return SQLITE_OK;
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
    int code = flush(file);
    return code ? code : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int sync_file(sqlite3_file *file, int flags)
{
    int code = flush(file);
    return code ? code : real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int size_file(sqlite3_file *file, sqlite3_int64 *size)
{
    int code = flush(file);
    return code ? code : real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int lock_file(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int unlock_file(sqlite3_file *file, int level)
{
    int code = flush(file), unlocked = real_of(file)->pMethods->xUnlock(real_of(file), level);
    return code ? code : unlocked;
}

static int is_reserved(sqlite3_file *file, int *out)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int control_file(sqlite3_file *file, int what, void *value)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), what, value);
}

static int sector_size(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int characteristics(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
};

static int open_file(sqlite3_vfs *layer, const char *name, sqlite3_file *file, int flags, int *out)
{
    sqlite3_vfs *below = layer->pAppData;
    struct gather *gather = (struct gather *)file;
    if (!(flags & SQLITE_OPEN_MAIN_DB)) return below->xOpen(below, name, file, flags, out);
    *gather = (struct gather){.real = ts_memory_get((size_t)below->szOsFile)};
    memset(gather->real, 0, (size_t)below->szOsFile);
    int code = below->xOpen(below, name, gather->real, flags, out);
    if (code) {
        free(gather->real);
        return code;
    }
    gather->bytes = ts_memory_get(PIECE);
    gather->file.pMethods = &methods;
    return SQLITE_OK;
}

// Layers are known by name to all of the process: this one is called after its own address.
struct named_layer {
    sqlite3_vfs vfs;
    char name[48];
};

sqlite3_vfs *ts_sql_gather_new(void)
{
    sqlite3_vfs *below = sqlite3_vfs_find(NULL);
    struct named_layer *layer = ts_memory_get(sizeof *layer);
    layer->vfs = *below;
    layer->vfs.pAppData = below;
    layer->vfs.pNext = NULL;
    layer->vfs.xOpen = open_file;
    if (layer->vfs.szOsFile < (int)sizeof(struct gather)) layer->vfs.szOsFile = (int)sizeof(struct gather);
    snprintf(layer->name, sizeof layer->name, "gather-%p", (void *)layer);
    layer->vfs.zName = layer->name;
    sqlite3_vfs_register(&layer->vfs, 0);
    return &layer->vfs;
}

void ts_sql_gather_free(sqlite3_vfs *layer)
{
    if (!layer) return;
    sqlite3_vfs_unregister(layer);
    free(layer);
}
