// minimise.c - a path to a failure made as short as can be, by leaving out what it does not need
#include "engine/minimise.h"

#include <stdlib.h>

#include "engine/batch.h"
#include "engine/chooser.h"
#include "engine/hand.h"
#include "engine/simulating.h"

enum { TURNS_MAX = 200000 }; // computed for one failure

struct path { ts_symbol *ids; uint32_t count, room; };

struct trial { // one path being played
    struct ts_engine *engine;
    const struct ts_minimise *what;
    struct ts_play *play;
    struct path taken; // what of the path could be taken, up to the failure
    bool *asks;        // of each that was taken: did it ask for words?
    uint32_t room;
    int64_t turns;
};

static void add(struct path *path, ts_symbol id)
{
    if (path->count == path->room) {
        path->room = path->room ? path->room * 2 : 32;
        path->ids = ts_memory_grow(path->ids, path->room * sizeof *path->ids);
    }
    path->ids[path->count++] = id;
}

static void read_path(struct ts_symbols *symbols, const struct ts_buffer *text, struct path *path)
{
    for (size_t at = 0; at < text->length;) {
        const char *end = memchr(text->bytes + at, '\n', text->length - at);
        size_t length = (size_t)(end - text->bytes) - at;
        add(path, ts_symbol_add(symbols, text->bytes + at, length));
        at += length + 1;
    }
}

// --- does it fail as it did?

static bool has_fault(const struct trial *trial)
{
    const struct ts_changeset *changes = &trial->play->changes;
    for (uint32_t i = 0; i < changes->fault_count; i++) {
        struct ts_err err;
        ts_err_set(&err, TS_FAILED, "%s", changes->faults[i].message); // cut as it was when it was told
        if (!strcmp(err.message, trial->what->error)) return true;
    }
    return false;
}

static bool is_refused_so(const struct trial *trial, enum ts_status status, const struct ts_err *err)
{
    return trial->what->kind == TS_FAILING_TURN && status && !strcmp(err->message, trial->what->error);
}

static bool is_stuck(struct trial *trial)
{
    struct ts_choosing any = {.chooser = TS_CHOOSE_RANDOM, .may_end = trial->what->may_end, .is_patient = true};
    struct ts_err err;
    trial->turns++;
    return ts_chooser_take(trial->play, &any, &err) == TS_FAILED && !strcmp(err.message, trial->what->error);
}

static void note_taken(struct trial *trial, ts_symbol id, bool asks)
{
    add(&trial->taken, id);
    if (trial->taken.count > trial->room) {
        trial->room = trial->taken.room;
        trial->asks = ts_memory_grow(trial->asks, trial->room * sizeof *trial->asks);
    }
    trial->asks[trial->taken.count - 1] = asks;
}

// One choice, if it is open. Has the failure come?
static bool step(struct trial *trial, ts_symbol id)
{
    struct ts_play *play = trial->play;
    const struct ts_offer *offer = ts_offers_find_id(&play->offers, id);
    struct ts_err err;
    if (!offer || offer->locked) return false;
    bool asks = offer->choice && offer->choice->ask;
    note_taken(trial, id, asks);
    trial->turns++;
    enum ts_status status = ts_play_take(play, &(struct ts_take){.choice = ts_symbol_text(trial->engine->symbols, id), .answer = asks ? "auto" : NULL}, &err);
    if (is_refused_so(trial, status, &err)) return true;
    if (status) trial->taken.count--;
    return !status && trial->what->kind == TS_FAILING_FAULT && has_fault(trial);
}

static bool follow(struct trial *trial, const struct path *path)
{
    struct ts_err err;
    enum ts_status status = ts_play_start(trial->engine, &trial->what->start, &trial->play, &err);
    if (status) return is_refused_so(trial, status, &err);
    if (trial->what->kind == TS_FAILING_FAULT && has_fault(trial)) return true;
    for (uint32_t i = 0; i < path->count && trial->play->run->head.state == TS_ACTIVE; i++)
        if (step(trial, path->ids[i])) return true;
    return trial->what->kind == TS_FAILING_STUCK && trial->play->run->head.state == TS_ACTIVE && is_stuck(trial);
}

struct showing {
    struct trial *trial;
    const struct path *path;
    bool is_shown;
};

static enum ts_status try(void *self, struct ts_err *err)
{
    struct showing *showing = self;
    struct trial *trial = showing->trial;
    (void)err;
    trial->taken.count = 0;
    trial->play = NULL;
    showing->is_shown = follow(trial, showing->path);
    ts_play_free(trial->play);
    return TS_OK;
}

// Undone, so that every trial meets an empty world.
static enum ts_status show(struct trial *trial, const struct path *path, bool *is_shown, struct ts_err *err)
{
    struct showing showing = {trial, path, false};
    enum ts_status status = ts_batch_try(trial->engine->store, try, &showing, err);
    *is_shown = showing.is_shown;
    return status;
}

// --- shorter ones

static void copy(struct path *path, const struct path *from)
{
    path->count = 0;
    for (uint32_t i = 0; i < from->count; i++) add(path, from->ids[i]);
}

static enum ts_status cut(struct trial *trial, struct path *path, uint32_t from, uint32_t count, bool *is_cut, struct ts_err *err)
{
    struct path shorter = {0};
    for (uint32_t i = 0; i < path->count; i++)
        if (i < from || i >= from + count) add(&shorter, path->ids[i]);
    enum ts_status status = show(trial, &shorter, is_cut, err);
    if (!status && *is_cut) copy(path, &trial->taken);
    free(shorter.ids);
    return status;
}

// Halves, then quarters, down to single choices, until none can be left out.
static enum ts_status cut_all(struct trial *trial, struct path *path, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (uint32_t size = (path->count + 1) / 2; size && !status && trial->turns < TURNS_MAX;) {
        bool has_cut = false;
        for (uint32_t from = 0; from < path->count && !status && trial->turns < TURNS_MAX;) {
            bool is_cut = false;
            status = cut(trial, path, from, size, &is_cut, err);
            has_cut |= is_cut;
            if (!is_cut) from += size;
        }
        size = size > 1 ? size / 2 : has_cut;
    }
    return status;
}

static enum ts_status shorten(struct trial *trial, struct path *path, bool *is_shown, struct ts_err *err)
{
    enum ts_status status = show(trial, path, is_shown, err);
    if (status || !*is_shown) return status;
    copy(path, &trial->taken);
    if (trial->what->is_whole) return TS_OK;
    status = cut_all(trial, path, err);
    bool still = false;
    return status ? status : show(trial, path, &still, err); // for what was taken on it
}

static void tell(const struct trial *trial, const struct path *path, struct ts_minimised *out)
{
    for (uint32_t i = 0; i < path->count; i++) {
        const char *id = ts_symbol_text(trial->engine->symbols, path->ids[i]);
        bool asks = out->is_shown && i < trial->taken.count && trial->asks[i];
        ts_buffer_add_format(&out->path, "%s\n", id);
        ts_buffer_add_format(&out->lines, asks ? "%s auto\n" : "%s\n", id);
    }
    out->turns = trial->turns;
}

enum ts_status ts_minimise(struct ts_engine *engine, const struct ts_minimise *what, const struct ts_buffer *text, struct ts_minimised *out,
                           struct ts_err *err)
{
    struct trial trial = {.engine = engine, .what = what};
    struct ts_store *kept = engine->store;
    struct path path = {0};
    engine->store = NULL;
    read_path(engine->symbols, text, &path);
    enum ts_status status = ts_simulate_open(engine, "memory:", err);
    if (!status) status = shorten(&trial, &path, &out->is_shown, err);
    if (!status) tell(&trial, &path, out);
    ts_store_close(engine->store);
    engine->store = kept;
    free(path.ids);
    free(trial.taken.ids);
    free(trial.asks);
    return status;
}

void ts_minimised_clear(struct ts_minimised *out)
{
    ts_buffer_clear(&out->path);
    ts_buffer_clear(&out->lines);
}
