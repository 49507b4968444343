// throwaway.c - a run gone on with in a copy of its store, of which nothing is kept
#include "engine/throwaway.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "engine/hand.h"

static enum ts_status make_folder(struct ts_throwaway *throwaway, struct ts_err *err)
{
    const char *base = getenv("TMPDIR");
    struct ts_buffer path = {0};
    ts_buffer_add_format(&path, "%s/turnstone-XXXXXX", base && *base ? base : "/tmp");
    throwaway->folder = ts_buffer_take(&path);
    if (mkdtemp(throwaway->folder)) return TS_OK;
    ts_err_set(err, TS_CANNOT_CREATE, "cannot make a folder for a throw-away copy, \"%s\": %s", throwaway->folder, strerror(errno));
    free(throwaway->folder);
    throwaway->folder = NULL;
    return TS_CANNOT_CREATE;
}

static enum ts_status copy(struct ts_throwaway *throwaway, struct ts_store *store, struct ts_err *err)
{
    struct ts_buffer path = {0};
    ts_buffer_add_format(&path, "%s/branch.db", throwaway->folder);
    enum ts_status status = ts_store_backup(store, path.bytes, NULL, NULL, err);
    if (!status) status = ts_store_open(path.bytes, TS_STORE_WRITE, throwaway->engine.symbols, &throwaway->engine.store, err);
    ts_buffer_clear(&path);
    return status;
}

enum ts_status ts_throwaway_open(const struct ts_engine *engine, const char *run, struct ts_throwaway **out, struct ts_err *err)
{
    struct ts_throwaway *throwaway = ts_memory_get(sizeof *throwaway);
    *throwaway = (struct ts_throwaway){.engine = *engine};
    throwaway->engine.store = NULL;
    throwaway->engine.waiting = NULL; // owned by the other
    throwaway->engine.waiting_count = 0;
    enum ts_status status = make_folder(throwaway, err);
    if (!status) status = copy(throwaway, engine->store, err);
    if (!status) status = ts_play_resume(&throwaway->engine, run, &throwaway->play, err);
    if (!status) {
        *out = throwaway;
        return TS_OK;
    }
    ts_throwaway_close(throwaway);
    return status;
}

static void remove_files(const char *folder)
{
    DIR *files = opendir(folder);
    for (const struct dirent *file = files ? readdir(files) : NULL; file; file = readdir(files)) {
        struct ts_buffer path = {0};
        if (!strcmp(file->d_name, ".") || !strcmp(file->d_name, "..")) continue;
        ts_buffer_add_format(&path, "%s/%s", folder, file->d_name);
        unlink(path.bytes);
        ts_buffer_clear(&path);
    }
    if (files) closedir(files);
    rmdir(folder);
}

void ts_throwaway_close(struct ts_throwaway *throwaway)
{
    if (!throwaway) return;
    ts_play_free(throwaway->play);
    ts_store_close(throwaway->engine.store);
    if (throwaway->folder) remove_files(throwaway->folder);
    free(throwaway->folder);
    free(throwaway);
}
