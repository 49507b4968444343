// bare_export.h - what a store holds as lines, without what chance and the hour gave it: salts, the hashes made with them, and when it was made
#ifndef TS_TESTS_STORE_BARE_EXPORT_H
#define TS_TESTS_STORE_BARE_EXPORT_H

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

static inline enum ts_status bare_export_line(void *self, const char *line, size_t length, struct ts_err *err)
{
    json_t *root = json_loadb(line, length, 0, NULL), *row;
    const char *name;
    void *after;
    if (!root) return ts_err_set(err, TS_DATA, "a line is no JSON: %.*s", (int)length, line);
    json_object_del(root, "hash");
    json_object_foreach_safe(root, after, name, row) {
        if (!json_is_object(row)) continue;
        json_object_del(row, "hash");
        json_object_del(row, "salt");
    }
    if (json_is_object(json_object_get(root, "version"))) json_object_del(root, "version");
    char *bare = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);
    ts_buffer_add_text(self, bare);
    ts_buffer_add_byte(self, '\n');
    free(bare);
    json_decref(root);
    return TS_OK;
}

static inline enum ts_status bare_export(struct ts_store *store, struct ts_buffer *out, struct ts_err *err)
{
    struct ts_exported exported;
    return ts_store_export(store, bare_export_line, out, &exported, err);
}

#endif
