// said.c - what a request says beside its path, read by one small table a route
#include "web/said.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/suggest.h"

enum { NAMES_MAX = 32, DIGITS_MAX = 18 };

const struct ts_said ts_said_nothing[] = {{0}};

static enum ts_status refuse(const struct ts_said *said, const char *what, struct ts_err *err)
{
    return ts_err_set(err, TS_USAGE, "\"%s\" is to be %s", said->name, what);
}

// --- one value

static enum ts_status read_text(const struct ts_said *said, const json_t *value, const char **out, struct ts_err *err)
{
    size_t length = json_string_length(value);
    if (!json_is_string(value)) return refuse(said, "a text", err);
    if (strlen(json_string_value(value)) != length) return refuse(said, "a text without NUL", err);
    if (length > TS_SAID_TEXT_MAX) return ts_err_set(err, TS_USAGE, "\"%s\" has %zu bytes, and at most %d are read", said->name, length, TS_SAID_TEXT_MAX);
    *out = json_string_value(value);
    return TS_OK;
}

static enum ts_status read_id(const struct ts_said *said, const json_t *value, char *out, struct ts_err *err)
{
    const char *text;
    enum ts_status status = read_text(said, value, &text, err);
    if (status) return status;
    status = said->type == TS_SAID_ID ? ts_ident_read(said->name, text, out, err) : ts_ident_read_title(said->name, text, out, err);
    return status ? err->status = TS_USAGE : TS_OK; // what was asked for is not unknown, but no id
}

static enum ts_status read_remark(const struct ts_said *said, const json_t *value, const char **out, struct ts_err *err)
{
    enum ts_status status = read_text(said, value, out, err);
    if (!status && ts_ident_check_remark(said->name, *out, strlen(*out), err)) status = err->status = TS_USAGE;
    return status;
}

static enum ts_status read_number(const struct ts_said *said, const json_t *value, struct ts_said_number *out, struct ts_err *err)
{
    static const char what[] = "a whole number, 0 or more";
    const char *text = json_string_value(value);
    if (json_is_integer(value) && json_integer_value(value) >= 0) {
        *out = (struct ts_said_number){true, json_integer_value(value)};
        return TS_OK;
    }
    if (!text || !*text || strlen(text) > DIGITS_MAX || text[strspn(text, "0123456789")]) return refuse(said, what, err);
    *out = (struct ts_said_number){true, strtoll(text, NULL, 10)};
    return TS_OK;
}

static enum ts_status read_flag(const struct ts_said *said, const json_t *value, bool *out, struct ts_err *err)
{
    const char *text = json_string_value(value);
    *out = json_is_true(value) || (text && !strcmp(text, "true"));
    return *out || json_is_false(value) || (text && !strcmp(text, "false")) ? TS_OK : refuse(said, "true or false", err);
}

static enum ts_status read_value(const struct ts_said *said, const json_t *value, char *out, struct ts_err *err)
{
    void *place = out + said->offset;
    switch (said->type) {
    case TS_SAID_ID:
    case TS_SAID_TITLE: return read_id(said, value, place, err);
    case TS_SAID_TEXT: return read_text(said, value, place, err);
    case TS_SAID_REMARK: return read_remark(said, value, place, err);
    case TS_SAID_NUMBER: return read_number(said, value, place, err);
    case TS_SAID_FLAG: return read_flag(said, value, place, err);
    default: *(const json_t **)place = value; return TS_OK;
    }
}

// --- all of them

static enum ts_status refuse_unknown(const struct ts_said *table, const char *key, struct ts_err *err)
{
    const char *names[NAMES_MAX] = {0}, *near;
    struct ts_buffer list = {0};
    size_t count = 0;
    for (; table[count].name && count < NAMES_MAX; count++) {
        names[count] = table[count].name;
        ts_buffer_add_format(&list, "%s\"%s\"", count ? ", " : "", names[count]);
    }
    near = ts_suggest(key, names, count);
    if (near) ts_err_set(err, TS_USAGE, "there is no \"%.64s\" here: did you mean \"%s\"?", key, near);
    else if (count) ts_err_set(err, TS_USAGE, "there is no \"%.64s\" here: there %s %s", key, count == 1 ? "is" : "are", list.bytes);
    else ts_err_set(err, TS_USAGE, "there is no \"%.64s\" here: nothing is to be said", key);
    ts_buffer_clear(&list);
    return TS_USAGE;
}

static const struct ts_said *find(const struct ts_said *table, const char *key)
{
    while (table->name && strcmp(table->name, key) != 0) table++;
    return table->name ? table : NULL;
}

enum ts_status ts_said_read(const struct ts_said *table, const json_t *object, void *out, struct ts_err *err)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
        if (!find(table, key)) return refuse_unknown(table, key, err);
    for (const struct ts_said *said = table; said->name; said++) {
        value = json_object_get(object, said->name);
        bool is_there = value && !json_is_null(value);
        if (!is_there && said->is_needed) return ts_err_set(err, TS_USAGE, "\"%s\" is missing", said->name);
        enum ts_status status = is_there ? read_value(said, value, out, err) : TS_OK;
        if (status) return status;
    }
    return TS_OK;
}
