// branch_universe.c - a universe alone goes on from a past moment: a world to begin new lives in
#include <inttypes.h>
#include <stdio.h>

#include "engine/branch.h"
#include "engine/hand.h"
#include "engine/kinship.h"

struct branching {
    struct ts_engine *engine;
    struct ts_universe_record from;
    struct ts_fork fork;
    int64_t at;
    char universe[TS_IDENT_MAX + 1];
};

enum ts_status ts_branch_is_universe(struct ts_engine *engine, const char *id, bool *taken, struct ts_err *err)
{
    struct ts_universe_record record;
    return ts_store_find_universe(engine->store, ts_symbol_of(engine->symbols, id), &record, taken, err);
}

static enum ts_status check_position(const struct branching *branching, struct ts_err *err)
{
    if (branching->at <= branching->from.position) return TS_OK;
    return ts_err_set(err, TS_REFUSED,
                      "universe \"%s\" ends at position %" PRId64 ", and %" PRId64 " is still to come: branch there or before",
                      ts_symbol_text(branching->engine->symbols, branching->from.id), branching->from.position, branching->at);
}

// What stands before a universe's own fork is its ancestor's, as it has it.
static enum ts_status find_fork(struct branching *branching, struct ts_err *err)
{
    struct ts_line line;
    uint32_t i = 0;
    enum ts_status status = ts_line_find(branching->engine, branching->from.row, &line, err);
    while (!status && i + 1 < line.count && branching->at < line.items[i + 1].position) i++;
    if (!status)
        branching->fork = (struct ts_fork){
            .universe = line.items[i].universe, .position = branching->at, .seq = i ? line.items[i].seq : branching->from.seq};
    ts_line_clear(&line);
    return status;
}

static enum ts_status choose_id(struct branching *branching, const char *id, struct ts_err *err)
{
    struct ts_engine *engine = branching->engine;
    const char *base = ts_symbol_text(engine->symbols, branching->from.id);
    int64_t number = 0;
    bool taken = false;
    enum ts_status status;
    if (!id) {
        status = ts_branch_find_number(engine, base, '-', ts_branch_is_universe, &number, err);
        ts_branch_number_id(base, '-', number, branching->universe);
        return status;
    }
    status = ts_ident_read("universe id", id, branching->universe, err);
    if (!status) status = ts_branch_is_universe(engine, branching->universe, &taken, err);
    if (status || !taken) return status;
    return ts_err_set(err, TS_REFUSED, "universe id \"%s\" is taken: choose another with --id", branching->universe);
}

static enum ts_status store_branch(struct branching *branching, struct ts_err *err)
{
    struct ts_engine *engine = branching->engine;
    struct ts_content none = {.symbols = engine->symbols};
    struct ts_run nobody = {.universe = ts_symbol_of(engine->symbols, branching->universe), .live = branching->from.live};
    struct ts_changeset changes = {.kind = TS_ACT_BRANCH, .content = &none, .run = &nobody, .at = engine->now(), .fork = branching->fork};
    struct ts_receipt receipt;
    nobody.head.position = branching->at;
    changes.before = nobody.head;
    changes.key = ts_act_key(engine, &nobody, branching->fork.seq);
    return ts_act_store_alone(engine, &changes, &receipt, err);
}

enum ts_status ts_branch_universe(struct ts_engine *engine, const char *universe, int64_t at, const char *id, struct ts_branched *out,
                                  struct ts_err *err)
{
    struct branching branching = {.engine = engine};
    enum ts_status status = ts_universe_find(engine, universe, &branching.from, err);
    branching.at = at < 0 ? branching.from.position : at;
    if (!status) status = check_position(&branching, err);
    if (!status) status = find_fork(&branching, err);
    if (!status) status = choose_id(&branching, id, err);
    if (!status) status = store_branch(&branching, err);
    if (status) return status;
    *out = (struct ts_branched){.position = branching.at};
    snprintf(out->universe, sizeof out->universe, "%s", branching.universe);
    snprintf(out->parent, sizeof out->parent, "%s", ts_symbol_text(engine->symbols, branching.from.id));
    return TS_OK;
}
