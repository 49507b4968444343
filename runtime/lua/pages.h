// pages.h - the reference of all that scripts can call, written from the rows that bind it
#ifndef TS_LUA_PAGES_H
#define TS_LUA_PAGES_H

#include <stdbool.h>

#include "base/buffer.h"
#include "game/content.h"

void ts_api_markdown(struct ts_buffer *out);
// Annotations for Lua editors, `---@meta`. With content they know the ids of its scenes, choices, variables, world keys, endings and
// unlocks too; NULL: none.
void ts_api_meta(const struct ts_content *content, struct ts_buffer *out);

// The rows themselves.
struct ts_api_entry {
    const char *module, *name, *called; // called: ":", "." or "" stands between module and name
    const char *signature, *doc, *instead; // instead: NULL unless it was given up
    bool is_method;                     // else a field
};
typedef void ts_each_api_row(void *self, const struct ts_api_entry *entry);
void ts_api_each_row(ts_each_api_row *each, void *self);

// The tables that packs hand over, and their fields.
typedef void ts_each_api_table(void *self, const char *name, const char *doc);
void ts_api_each_table(ts_each_api_table *each, void *self);
typedef void ts_each_api_field(void *self, const char *name, const char *type, const char *doc, bool is_required);
void ts_api_each_field(const char *table, ts_each_api_field *each, void *self);

#endif
