// answer_pack.c - packs: which there are, what they say of themselves, what is switched off and set
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/packs_choose.h"
#include "web/answer.h"
#include "web/answers.h"

struct shelf { // packs as they lie there now, which may be other ones than were loaded
    struct ts_desk *desk;
    struct ts_packs *packs;
    struct ts_loading how;
    struct ts_buffer json;
    json_t *list;
};

static enum ts_status look(struct shelf *shelf, const char *only, struct ts_buffer *json, struct ts_err *err)
{
    struct ts_engine *engine = shelf->desk->engine;
    struct ts_packs_view view = {.symbols = engine->symbols, .loading = &shelf->how, .packs = shelf->packs, .content = engine->content, .host = engine->host, .only = only};
    ts_packs_apply(shelf->packs, &shelf->how);
    return ts_show_packs(&view, json, err);
}

static enum ts_status open_shelf(struct ts_desk *desk, struct shelf *shelf, struct ts_err *err)
{
    shelf->desk = desk;
    if (!desk->how->loading) return ts_err_set(err, TS_UNAVAILABLE, "this server does not know where its packs lie");
    shelf->how = *desk->how->loading;
    enum ts_status status = ts_packs_open(getenv("XDG_DATA_HOME"), getenv("HOME"), &shelf->packs, err);
    if (!status) status = look(shelf, NULL, &shelf->json, err);
    shelf->list = status ? NULL : json_loadb(shelf->json.bytes, shelf->json.length, 0, NULL);
    return status;
}

static void close_shelf(struct shelf *shelf)
{
    json_decref(shelf->list);
    ts_buffer_clear(&shelf->json);
    ts_packs_close(shelf->packs);
}

enum ts_status ts_answer_packs(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct shelf shelf = {0};
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    if (!status) status = open_shelf(desk, &shelf, err);
    if (!status) ts_buffer_add(&reply->body, shelf.json.bytes, shelf.json.length);
    close_shelf(&shelf);
    return status;
}

enum ts_status ts_answer_pack(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    const char *name = ts_word_of(request, "pack");
    struct shelf shelf = {0};
    json_t *pack;
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    if (!status) status = open_shelf(desk, &shelf, err);
    if (!status) status = ts_packs_find_shown(shelf.list, name, &pack, err);
    if (!status) status = look(&shelf, name, &reply->body, err);
    close_shelf(&shelf);
    return status;
}

// --- chosen: it holds from when packs are loaded the next time

static enum ts_status switch_pack(struct ts_desk *desk, const struct ts_request *request, bool is_enabled, struct ts_reply *reply, struct ts_err *err)
{
    const char *name = ts_word_of(request, "pack");
    struct shelf shelf = {0};
    json_t *pack;
    enum ts_status status = ts_said_read(ts_said_nothing, request->body, NULL, err);
    if (!status) status = open_shelf(desk, &shelf, err);
    if (!status) status = ts_packs_find_shown(shelf.list, name, &pack, err);
    if (!status) status = ts_packs_switch(shelf.packs, name, is_enabled, err);
    if (!status) status = look(&shelf, name, &reply->body, err);
    close_shelf(&shelf);
    return status;
}

enum ts_status ts_answer_enable(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    return switch_pack(desk, request, true, reply, err);
}

enum ts_status ts_answer_disable(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    return switch_pack(desk, request, false, reply, err);
}

struct putting { const char *name; const json_t *value; };
static const struct ts_said putting[] = {
    {"name", TS_SAID_TEXT, true, offsetof(struct putting, name)},
    {"value", TS_SAID_ANY, false, offsetof(struct putting, value)},
    {0},
};

// As one would type it.
static char *write_words(const json_t *value)
{
    if (json_is_string(value)) return ts_memory_copy(json_string_value(value));
    return json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
}

static enum ts_status put(struct shelf *shelf, json_t *pack, const struct putting *said, struct ts_err *err)
{
    struct ts_value value = ts_value_nil();
    char *words = said->value ? write_words(said->value) : NULL;
    json_t *one;
    enum ts_status status = ts_packs_find_setting(pack, said->name, &one, err);
    if (!status && words) status = ts_packs_put_setting(shelf->packs, pack, said->name, words, &value, err);
    if (!status && !words) status = ts_packs_lock(shelf->packs, err);
    if (!status && !words) ts_packs_reset(shelf->packs, json_string_value(json_object_get(pack, "name")), said->name);
    if (!status && !words) status = ts_packs_save(shelf->packs, err);
    ts_value_drop(&value);
    free(words);
    return status;
}

enum ts_status ts_answer_setting(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    const char *name = ts_word_of(request, "pack");
    struct putting said = {0};
    struct shelf shelf = {0};
    json_t *pack;
    enum ts_status status = ts_said_read(putting, request->body, &said, err);
    if (!status) status = open_shelf(desk, &shelf, err);
    if (!status) status = ts_packs_find_shown(shelf.list, name, &pack, err);
    if (!status) status = put(&shelf, pack, &said, err);
    if (!status) status = look(&shelf, name, &reply->body, err);
    close_shelf(&shelf);
    return status;
}
