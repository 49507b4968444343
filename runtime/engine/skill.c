// skill.c - what players learn for points that completed runs earned
#include "engine/skill.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "engine/batch.h"
#include "engine/hand.h"
#include "engine/packs.h"
#include "engine/show.h"

static const char *id_of(const struct ts_engine *engine, const struct ts_skill *skill)
{
    return ts_symbol_text(engine->symbols, skill->id);
}

static bool is_named(const char *id, const char *name)
{
    const char *colon = strchr(id, ':');
    return !strcmp(id, name) || (colon && !strcmp(colon + 1, name));
}

static enum ts_status refuse(const struct ts_engine *engine, const char *name, struct ts_err *err)
{
    const struct ts_content *content = engine->content;
    const char **names = ts_memory_get((2 * content->skill_count + 1) * sizeof *names);
    for (uint32_t i = 0; i < content->skill_count; i++) {
        names[2 * i] = id_of(engine, &content->skills[i]);
        names[2 * i + 1] = strchr(names[2 * i], ':') + 1;
    }
    const char *near = ts_suggest(name, names, 2 * content->skill_count);
    free(names);
    enum ts_status status = ts_packs_check_left_out(content, "skill", name, err);
    if (status) return status;
    return near ? ts_err_set(err, TS_DATA, "there is no skill \"%s\": did you mean \"%s\"?", name, near)
                : ts_err_set(err, TS_DATA, "there is no skill \"%s\": `turnstone player skills` lists what there is", name);
}

static enum ts_status find(const struct ts_engine *engine, const char *name, const struct ts_skill **out, struct ts_err *err)
{
    const struct ts_content *content = engine->content;
    const struct ts_skill *other = NULL;
    *out = NULL;
    for (uint32_t i = 0; i < content->skill_count; i++) {
        if (!is_named(id_of(engine, &content->skills[i]), name)) continue;
        if (*out) other = &content->skills[i];
        else *out = &content->skills[i];
    }
    for (uint32_t i = 0; !*out && i < content->former.count; i++)
        if (content->former.items[i].what == TS_RENAMED_SKILL && is_named(ts_symbol_text(engine->symbols, content->former.items[i].before), name))
            *out = ts_content_find_skill(content, content->former.items[i].before);
    if (!*out) return refuse(engine, name, err);
    if (!other) return TS_OK;
    return ts_err_set(err, TS_DATA, "\"%s\" may be \"%s\" or \"%s\": say which", name, id_of(engine, *out), id_of(engine, other));
}

// May it be learned now?
static enum ts_status check(const struct ts_engine *engine, const struct ts_progression *progression, const struct ts_skill *skill, struct ts_err *err)
{
    int64_t left = ts_progression_points(progression);
    if (ts_progression_has_learned(progression, skill->id))
        return ts_err_set(err, TS_REFUSED, "\"%s\" is learned already: it is paid for once", id_of(engine, skill));
    for (uint32_t i = 0; i < skill->require_count; i++)
        if (!ts_progression_has_learned(progression, skill->requires[i]))
            return ts_err_set(err, TS_REFUSED, "\"%s\" requires \"%s\": learn that first", id_of(engine, skill),
                              ts_symbol_text(engine->symbols, skill->requires[i]));
    if (left >= skill->cost) return TS_OK;
    return ts_err_set(err, TS_REFUSED, "\"%s\" costs %" PRIu32 ", and %" PRId64 " is left: a completed run earns %d, and %d turns of completed runs one more",
                      id_of(engine, skill), skill->cost, left < 0 ? 0 : left, TS_POINTS_A_RUN, TS_TURNS_A_POINT);
}

static enum ts_status keep(struct ts_engine *engine, ts_symbol player, const struct ts_skill *skill, struct ts_err *err)
{
    char paid[16];
    snprintf(paid, sizeof paid, "%" PRIu32, skill->cost);
    struct ts_kept kept = {.kind = TS_KEPT_SKILL, .name = id_of(engine, skill), .value = paid, .at = engine->now()};
    return ts_store_keep(engine->store, player, &kept, err);
}

static enum ts_status learn(struct ts_engine *engine, ts_symbol player, const struct ts_skill *skill, struct ts_err *err)
{
    struct ts_progression progression;
    enum ts_status status = ts_progression_load(engine, player, &progression, err);
    if (!status) status = check(engine, &progression, skill, err);
    if (!status) status = keep(engine, player, skill, err);
    ts_progression_clear(&progression);
    return status;
}

struct learning {
    struct ts_engine *engine;
    ts_symbol player;
    const struct ts_skill *skill;
};

// Asked and paid in one batch: points are not spent twice.
static enum ts_status learn_and_pay(void *self, struct ts_err *err)
{
    const struct learning *learning = self;
    return learn(learning->engine, learning->player, learning->skill, err);
}

enum ts_status ts_skill_learn(struct ts_engine *engine, const char *player, const char *name, const struct ts_skill **out, struct ts_err *err)
{
    ts_symbol id;
    enum ts_status status = ts_show_find_player(engine, player, &id, err);
    if (!status) status = find(engine, name, out, err);
    return status ? status : ts_batch_do_for_player(engine->store, learn_and_pay, &(struct learning){engine, id, *out}, err);
}
