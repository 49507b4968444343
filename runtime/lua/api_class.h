// api_class.h - the tables that packs hand over, as classes of the reference pages: made of the rows that read them
#ifndef TS_LUA_API_CLASS_H
#define TS_LUA_API_CLASS_H

#include "base/buffer.h"
#include "lua/fields.h"

struct ts_api_class {
    const char *name, *doc; // "scene": annotations call it "turnstone.scene"
    const struct ts_field *const *fields; // tables of rows, ended by NULL
};

extern const struct ts_api_class ts_api_classes[]; // ends with name NULL
const char *ts_api_field_type(const struct ts_field *field);
// The class of what `define` or `amend` NAME takes; NULL when it has none.
const struct ts_api_class *ts_api_class_find(bool is_amendment, const char *name);

// --- api_ids.c: aliases of the ids that content has ("turnstone.scene_id" and others), and the variables of its stories as fields. With
// NULL each is a plain string.
void ts_api_ids(const struct ts_content *content, struct ts_buffer *out);

#endif
