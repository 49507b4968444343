// view_world.c - what a script sees of the shared world, its own writes of this act before the store's
#include <string.h>

#include "base/ident.h"
#include "game/permit.h"
#include "game/rename.h"
#include "game/view.h"

static const char *text_of(const struct ts_view *view, ts_symbol symbol)
{
    return ts_symbol_text(view->content->symbols, symbol);
}

static const struct ts_world_key *declared(const struct ts_view *view, ts_symbol key)
{
    const struct ts_world_key *found = ts_content_find_key(view->content, key);
    return found ? found : ts_content_find_declared(view->content, text_of(view, key), ts_symbol_length(view->content->symbols, key));
}

static enum ts_status undeclared(const struct ts_view *view, ts_symbol key, struct ts_err *err)
{
    return ts_err_set(err, TS_FAILED, "world key \"%s\" is not declared; declare it with `define.world`", text_of(view, key));
}

// What this act itself did to a key so far.
struct own_writes {
    bool is_set;
    struct ts_value value; // borrowed; when is_set
    int64_t sum;           // added since
};

static struct own_writes own_writes(const struct ts_changeset *changes, ts_symbol key)
{
    struct own_writes own = {0};
    for (uint32_t i = changes ? changes->world_count : 0; i > 0; i--) {
        const struct ts_world_change *change = &changes->world[i - 1];
        if (change->key != key) continue;
        if (!change->add) {
            own.is_set = true;
            own.value = change->value;
            return own;
        }
        own.sum = (int64_t)((uint64_t)own.sum + (uint64_t)change->value.integer); // in any order the whole is within range
    }
    return own;
}

static enum ts_status past_range(const struct ts_view *view, ts_symbol key, struct ts_err *err)
{
    return ts_err_set(err, TS_FAILED, "adding to world key \"%s\" would pass the range of integers; keep it smaller", text_of(view, key));
}

static enum ts_status not_integer(const struct ts_view *view, ts_symbol key, struct ts_err *err)
{
    return ts_err_set(err, TS_FAILED, "world key \"%s\" holds no integer, so nothing can be added to it; use `set`", text_of(view, key));
}

static enum ts_status read_store(struct ts_view *view, ts_symbol key, int64_t position, struct ts_value *out, struct ts_err *err)
{
    const struct ts_world_key *info = declared(view, key);
    if (!info) return undeclared(view, key, err);
    if (view->changes) view->changes->has_read_world = true;
    return view->world->get(view->world->self, view->run->universe_row, key, position, info->initial, out, err);
}

static enum ts_status get(struct ts_view *view, ts_symbol key, int64_t position, struct ts_value *out, struct ts_err *err)
{
    struct own_writes own = {0};
    enum ts_status status = TS_OK;
    *out = ts_value_nil();
    if (view->noticed) ts_noticed_add(view->noticed, TS_NOTICED_KEY, key);
    if (view->changes && position >= view->run->head.position) own = own_writes(view->changes, key);
    if (own.is_set) {
        *out = ts_value_keep(own.value);
    } else {
        status = read_store(view, key, position, out, err);
    }
    if (status || own.sum == 0) return status;
    if (out->type == TS_INT && !__builtin_add_overflow(out->integer, own.sum, &out->integer)) return TS_OK;
    status = out->type == TS_INT ? past_range(view, key, err) : not_integer(view, key, err);
    ts_value_drop(out);
    return status;
}

enum ts_status ts_view_get(struct ts_view *view, ts_symbol key, int64_t position, struct ts_value *out, struct ts_err *err)
{
    enum ts_status status = get(view, key, position, out, err);
    if (!status && view->looks) ts_looks_add(view->looks, "world ", text_of(view, key), *out);
    return status;
}

static enum ts_status permit_pack(const struct ts_view *view, uint32_t owner, ts_symbol key, struct ts_err *err)
{
    const struct ts_pack *pack = &view->content->packs[view->pack];
    if (owner == view->pack || pack->may_write_worlds) return TS_OK;
    return ts_err_set(err, TS_FAILED, "pack \"%s\" may not write world key \"%s\"; ask for \"universe.write\" in its pack.lua",
                      text_of(view, pack->name), text_of(view, key));
}

static enum ts_status permit_key(const struct ts_view *view, const struct ts_world_key *info, ts_symbol key, struct ts_err *err)
{
    if (ts_permit_write(view, "writing the world", err)) return TS_FAILED;
    if (!info) return undeclared(view, key, err);
    if (permit_pack(view, info->pack, key, err)) return TS_FAILED;
    return ts_permit_more("writes of the world", view->changes->world_count, TS_ACT_WRITES_MAX, err);
}

// A key declared with an integer stays one: others may add to it, without reading, at any position.
static enum ts_status permit_value(const struct ts_view *view, const struct ts_world_key *info, ts_symbol key, struct ts_value value,
                                   struct ts_err *err)
{
    if (info->initial.type == TS_INT && value.type != TS_INT && value.type != TS_NIL)
        return ts_err_set(
            err, TS_FAILED,
            "world key \"%s\" is declared as an integer and others may add to it; set it to an integer, or declare it otherwise",
            text_of(view, key));
    return ts_permit_size(value, "world key", text_of(view, key), err);
}

enum ts_status ts_view_set(struct ts_view *view, ts_symbol key, struct ts_value value, struct ts_err *err)
{
    const struct ts_world_key *info = declared(view, key);
    enum ts_status status = permit_key(view, info, key, err);
    if (!status) status = permit_value(view, info, key, value, err);
    if (status) {
        ts_value_drop(&value);
        return status;
    }
    if (value.type == TS_NIL) value = ts_value_keep(info->initial);
    ts_changeset_write(view->changes, key, false, value);
    return TS_OK;
}

enum ts_status ts_view_add(struct ts_view *view, ts_symbol key, int64_t amount, struct ts_err *err)
{
    const struct ts_world_key *info = declared(view, key);
    enum ts_status status = permit_key(view, info, key, err);
    struct own_writes own;
    int64_t after;
    if (status) return status;
    own = own_writes(view->changes, key);
    if ((own.is_set ? own.value : info->initial).type != TS_INT) return not_integer(view, key, err);
    if (__builtin_add_overflow(own.sum, amount, &after)) return past_range(view, key, err);
    if (own.is_set && __builtin_add_overflow(own.value.integer, after, &after)) return past_range(view, key, err);
    ts_changeset_write(view->changes, key, true, ts_value_int(amount));
    return TS_OK;
}

// --- claims

// A storylet that is met once in a world is claimed by whoever meets it, with the rights of its own story.
static bool is_world_storylet(const struct ts_view *view, ts_symbol key)
{
    const struct ts_scene *scene = ts_story_find_scene_full(view->run->story, key);
    return scene && scene->once == TS_ONCE_WORLD;
}

static enum ts_status refuse_claim(const char *key, struct ts_err *err)
{
    return ts_err_set(err, TS_FAILED, "\"%s\" cannot be claimed; use a key of the letters a-z, 0-9, \"_\", \"-\" and \"/\"", key);
}

// The claim's full name, "pack:key".
static enum ts_status claim_key(const struct ts_view *view, ts_symbol key, ts_symbol *out, struct ts_err *err)
{
    const char *text = text_of(view, key), *colon = strchr(text, ':');
    const char *pack = text_of(view, view->content->packs[view->pack].name), *local = colon ? colon + 1 : text;
    bool is_foreign = colon && ((size_t)(colon - text) != strlen(pack) || memcmp(text, pack, strlen(pack)) != 0);
    struct ts_buffer full = {0};
    if (!ts_ident_is_key(local, strlen(local)) || (colon && !ts_ident_is_name(text, (size_t)(colon - text))))
        return refuse_claim(text, err);
    *out = key;
    if (is_foreign) return is_world_storylet(view, key) ? TS_OK : permit_pack(view, UINT32_MAX, key, err);
    if (colon) return TS_OK;
    ts_buffer_add_format(&full, "%s:%s", pack, text);
    *out = ts_symbol_add(view->content->symbols, full.bytes, full.length);
    ts_buffer_clear(&full);
    return TS_OK;
}

static bool has_claimed(const struct ts_changeset *changes, ts_symbol key)
{
    for (uint32_t i = 0; i < changes->claim_count; i++)
        if (changes->claims[i] == key) return true;
    return false;
}

enum ts_status ts_view_is_claimed(const struct ts_view *view, ts_symbol full, bool *out, struct ts_err *err)
{
    const struct ts_world *world = view->world;
    const struct ts_renames *former = &view->content->former;
    enum ts_status status = world->is_claimed(world->self, view->run->universe_row, full, out, err);
    for (uint32_t i = 0; i < former->count && !status && !*out; i++) {
        const struct ts_rename *rename = &former->items[i];
        if (rename->what == TS_RENAMED_SCENE && ts_renames_now(former, view->content->symbols, rename->what, rename->now) == full)
            status = world->is_claimed(world->self, view->run->universe_row, rename->before, out, err);
    }
    return status;
}

enum ts_status ts_view_claim(struct ts_view *view, ts_symbol key, bool *got, struct ts_err *err)
{
    ts_symbol full = 0;
    bool is_taken = false;
    enum ts_status status = ts_permit_write(view, "claiming", err);
    *got = false;
    if (!status) status = claim_key(view, key, &full, err);
    if (!status) status = ts_permit_more("claims", view->changes->claim_count, TS_ACT_DEEDS_MAX, err);
    if (status || has_claimed(view->changes, full)) return status;
    view->changes->has_read_world = true;
    status = ts_view_is_claimed(view, full, &is_taken, err);
    if (status || is_taken) return status;
    ts_changeset_claim(view->changes, full);
    *got = true;
    return TS_OK;
}
