// pack_folder.h - a folder of packs for one test, and what loading it told
#ifndef TS_TEST_PACK_FOLDER_H
#define TS_TEST_PACK_FOLDER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lua/host.h"

struct fixture {
    char folder[64], zip[128]; // zip: where an archive can lie
    struct ts_symbols *symbols;
    struct ts_host *host;
    struct ts_err err;
    struct ts_loading how;
    char told[16384], order[1024], out[4096]; // problems, a line each; names of packs; what was left out, a line each
};

static inline int start(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->folder, "/tmp/turnstone-packs-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->zip, sizeof fixture->zip, "%s/some.zip", fixture->folder);
    fixture->symbols = ts_symbols_new();
    *state = fixture;
    return 0;
}

static inline int stop(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    ts_host_free(fixture->host);
    ts_symbols_free(fixture->symbols);
    snprintf(command, sizeof command, "rm -rf '%s'", fixture->folder);
    assert_int_equal(system(command), 0);
    free(fixture);
    return 0;
}

// Writes FOLDER/PATH, making its folders.
static inline void put_file(struct fixture *fixture, const char *path, const char *text)
{
    char full[512];
    FILE *file;
    snprintf(full, sizeof full, "%s/%s", fixture->folder, path);
    for (char *c = full + strlen(fixture->folder) + 1; *c; c++) {
        if (*c != '/') continue;
        *c = '\0';
        mkdir(full, 0700);
        *c = '/';
    }
    file = fopen(full, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static inline void put_in(struct fixture *fixture, const char *pack, const char *file, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", pack, file);
    put_file(fixture, path, text);
}

// `more`: further fields of the manifest, or "".
static inline void put_pack(struct fixture *fixture, const char *name, const char *more, const char *script)
{
    char manifest[512];
    snprintf(manifest, sizeof manifest, "return { name = \"%s\", version = \"1.2.0\"%s%s }\n", name, *more ? ", " : "", more);
    put_in(fixture, name, "pack.lua", manifest);
    put_in(fixture, name, "init.lua", script);
}

#endif
