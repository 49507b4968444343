// answer_universe.c - worlds: listed, shown at any moment, drawn, branched, compared, brought home
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/branch.h"
#include "engine/merge.h"
#include "web/answer.h"
#include "web/answers.h"

// --- which there are

enum ts_status ts_answer_universes(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    ts_symbol player = request->is_keeper ? 0 : ts_symbol_of(desk->engine->symbols, request->player);
    return status ? status : ts_show_universes(desk->engine, player, &reply->body, err);
}

// --- one of them

struct view { struct ts_said_number at, since, limit, from, to, width; char run[TS_IDENT_MAX + 1]; };

static int64_t or_none(struct ts_said_number number)
{
    return number.given ? number.value : -1;
}

static const struct ts_said show_said[] = {{"at", TS_SAID_NUMBER, false, offsetof(struct view, at)}, {0}};

enum ts_status ts_answer_universe(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct view said = {0};
    enum ts_status status = ts_check_universe(desk, request, reply, err);
    if (!status) status = ts_said_read(show_said, request->query, &said, err);
    return status ? status : ts_show_universe(desk->engine, request->universe, or_none(said.at), &reply->body, err);
}

// As whom a player reads: the run they name, or the one of theirs in that world that they played last. Keepers read all, unless they name one.
struct reading { ts_symbol run; int64_t played; };

static void each_reader(void *self, const struct ts_run_record *run)
{
    struct reading *reading = self;
    if (run->last_played < reading->played) return;
    reading->run = run->id;
    reading->played = run->last_played;
}

static ts_symbol place_of(const struct ts_engine *engine, const struct ts_run_record *run)
{
    const struct ts_story *story = ts_content_find_story(engine->content, ts_symbol_text(engine->symbols, run->story));
    const struct ts_scene *scene = story ? ts_story_find_scene_full(story, run->scene) : NULL;
    return scene ? scene->where : run->scene;
}

static enum ts_status find_reader(struct ts_desk *desk, const struct ts_request *request, const char *named, ts_symbol *run, ts_symbol *place,
                                  struct ts_reply *reply, struct ts_err *err)
{
    struct ts_engine *engine = desk->engine;
    struct reading reading = {.played = INT64_MIN};
    struct ts_run_record record = {0};
    struct ts_run_filter filter = {ts_symbol_of(engine->symbols, request->player), ts_symbol_of(engine->symbols, request->universe)};
    enum ts_status status = TS_OK;
    if (*named) reading.run = ts_symbol_of(engine->symbols, named);
    else if (!request->is_keeper) status = ts_store_each_run(engine->store, filter, each_reader, &reading, err);
    if (status || !reading.run) return status;
    status = ts_store_load_run(engine->store, reading.run, &record, err);
    if (status) return status;
    *run = record.id;
    *place = place_of(engine, &record);
    bool is_mine = request->is_keeper || record.player == filter.player, is_here = record.universe == filter.universe;
    ts_run_record_clear(&record);
    if (!is_mine) return ts_forbid(reply, err, "run \"%s\" is another player's", named);
    return is_here ? TS_OK : ts_err_set(err, TS_USAGE, "run \"%s\" is in another universe", named); // where it stands says nothing here
}

static const struct ts_said timeline_said[] = {
    {"at", TS_SAID_NUMBER, false, offsetof(struct view, at)},
    {"since", TS_SAID_NUMBER, false, offsetof(struct view, since)},
    {"limit", TS_SAID_NUMBER, false, offsetof(struct view, limit)},
    {"run", TS_SAID_ID, false, offsetof(struct view, run)},
    {0},
};

enum ts_status ts_answer_timeline(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct view said = {0};
    struct ts_timeline what = {0};
    enum ts_status status = ts_check_universe(desk, request, reply, err);
    if (!status) status = ts_said_read(timeline_said, request->query, &said, err);
    if (!status) status = find_reader(desk, request, said.run, &what.reader, &what.place, reply, err);
    if (status) return status;
    what.at = or_none(said.at);
    what.since = or_none(said.since);
    what.limit = said.limit.given ? said.limit.value : TS_TOLD_MAX;
    return ts_show_timeline(desk->engine, request->universe, &what, &reply->body, err);
}

static const struct ts_said lanes_said[] = {
    {"from", TS_SAID_NUMBER, false, offsetof(struct view, from)},
    {"to", TS_SAID_NUMBER, false, offsetof(struct view, to)},
    {"width", TS_SAID_NUMBER, false, offsetof(struct view, width)},
    {0},
};

enum ts_status ts_answer_lanes(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct view said = {0};
    struct ts_lanes what = {0};
    ts_symbol place;
    enum ts_status status = ts_check_universe(desk, request, reply, err);
    if (!status) status = ts_said_read(lanes_said, request->query, &said, err);
    if (!status) status = find_reader(desk, request, "", &what.reader, &place, reply, err);
    if (status) return status;
    what.from = said.from.value;
    what.to = or_none(said.to);
    what.width = said.width.value;
    return ts_show_lanes(desk->engine, request->universe, &what, &reply->body, err);
}

// --- for keepers

struct branching { struct ts_said_number at; char id[TS_IDENT_MAX + 1]; };
static const struct ts_said branching[] = {
    {"at", TS_SAID_NUMBER, false, offsetof(struct branching, at)},
    {"id", TS_SAID_ID, false, offsetof(struct branching, id)},
    {0},
};

enum ts_status ts_answer_universe_branch(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct branching said = {0};
    struct ts_branched made;
    enum ts_status status = ts_said_read(branching, request->body, &said, err);
    if (!status) status = ts_branch_universe(desk->engine, request->universe, or_none(said.at), said.id[0] ? said.id : NULL, &made, err);
    if (status) return status;
    reply->status = 201;
    ts_show_branched(&made, &reply->body);
    return TS_OK;
}

struct other { char universe[TS_IDENT_MAX + 1]; const json_t *rules; };
static const struct ts_said diff_said[] = {{"with", TS_SAID_ID, true, offsetof(struct other, universe)}, {0}};

enum ts_status ts_answer_diff(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct other said = {0};
    enum ts_status status = ts_said_read(diff_said, request->query, &said, err);
    return status ? status : ts_show_diff(desk->engine, request->universe, said.universe, &reply->body, err);
}

static const struct ts_said merge_said[] = {
    {"from", TS_SAID_ID, true, offsetof(struct other, universe)},
    {"rules", TS_SAID_ANY, false, offsetof(struct other, rules)},
    {0},
};

struct rules { char (*keys)[2 * TS_IDENT_MAX]; struct ts_merge_for *items; uint32_t count; };

// {"harbour:*":"theirs"}, each as a rule of the command line.
static enum ts_status read_rules(const json_t *said, struct rules *out, struct ts_err *err)
{
    const char *key;
    json_t *rule;
    enum ts_status status = TS_OK;
    if (said && !json_is_object(said)) return ts_err_set(err, TS_USAGE, "\"rules\" is to be an object: {\"harbour:*\":\"theirs\"}");
    out->keys = ts_memory_get((json_object_size(said) + 1) * sizeof *out->keys);
    out->items = ts_memory_get((json_object_size(said) + 1) * sizeof *out->items);
    json_object_foreach((json_t *)said, key, rule) {
        struct ts_buffer words = {0};
        ts_buffer_add_format(&words, "%s=%s", key, json_is_string(rule) ? json_string_value(rule) : "");
        if (!status) status = ts_merge_read(words.bytes, out->keys[out->count], sizeof *out->keys, &out->items[out->count], err);
        out->count++;
        ts_buffer_clear(&words);
    }
    return status;
}

enum ts_status ts_answer_merge(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct other said = {0};
    struct rules rules = {0};
    enum ts_status status = ts_said_read(merge_said, request->body, &said, err);
    if (!status) status = read_rules(said.rules, &rules, err);
    if (!status) status = ts_merge(desk->engine, said.universe, request->universe, &(struct ts_merge_rules){rules.items, rules.count}, &reply->body, err);
    free(rules.keys);
    free(rules.items);
    return status;
}
