// caring.c - the player's settings: taken over by a run, changed while it is played, and left out what they point at
#include <string.h>

#include "engine/hand.h"

static const char *const ids[] = {[TS_CARING_SET] = "care:set", [TS_CARING_SKIP] = "care:skip", [TS_CARING_SKIP_ALL] = "care:skip_all",
                                  [TS_CARING_SIGN] = "care:sign", [TS_CARING_FOLLOW] = "care:follow"};

const struct ts_care_state *ts_play_care_state(const struct ts_play *play)
{
    return ts_gate_state(play);
}

// --- taken over

// The settings with `asks`, as the act's `answer` keeps them.
static void write_answer(const struct ts_play *play, const struct ts_care_state *state, struct ts_buffer *out)
{
    ts_care_settings_encode(&state->settings, play->engine->symbols, out);
    ts_buffer_add_text(out, state->asks ? " asks" : "");
}

static void read_answer(struct ts_play *play, const char *answer, struct ts_care_state *state)
{
    ts_care_settings_read(&state->settings, play->engine->symbols, answer, strcspn(answer, "}") + 1);
    state->asks = strstr(answer, "} asks") != NULL;
}

static enum ts_status read_players(struct ts_play *play, struct ts_care_state *state, struct ts_err *err)
{
    struct ts_text *settings = NULL;
    enum ts_status status = ts_store_load_care(play->engine->store, play->run->player, &settings, err);
    if (status) return status;
    ts_care_settings_read(&state->settings, play->engine->symbols, settings ? settings->bytes : "{}", settings ? settings->length : 2);
    state->asks = play->engine->asks;
    ts_text_drop(settings);
    return TS_OK;
}

enum ts_status ts_care_take_over(struct ts_play *play, const char *given, bool *has_changed, struct ts_err *err)
{
    struct ts_care_state state = *ts_gate_state(play);
    struct ts_buffer before = {0}, now = {0};
    enum ts_status status = TS_OK;
    *has_changed = false;
    play->has_own_care = given != NULL;
    write_answer(play, &state, &before);
    if (given) read_answer(play, given, &state);
    else if (!play->engine->then) status = read_players(play, &state, err);
    write_answer(play, &state, &now);
    if (!status && strcmp(before.bytes, now.bytes) != 0) {
        *has_changed = true;
        play->changes.answer = ts_text_new(now.bytes, now.length);
        status = ts_gate_keep(play, &state, err);
    }
    ts_buffer_clear(&before);
    ts_buffer_clear(&now);
    return status;
}

// --- while it is played

void ts_care_change_players(struct ts_play *play, const struct ts_care_settings *settings)
{
    struct ts_buffer text = {0};
    ts_care_settings_encode(settings, play->engine->symbols, &text);
    ts_text_drop(play->changes.care);
    play->changes.care = ts_text_new(text.bytes, text.length);
    ts_buffer_clear(&text);
}

static enum ts_status change(struct ts_play *play, const struct ts_caring_how *how, struct ts_err *err)
{
    struct ts_care_state state = *ts_gate_state(play);
    enum ts_status status = ts_care_settings_change(&state.settings, play->engine->symbols, how->name, how->value, err);
    if (status) return status;
    ts_care_change_players(play, &state.settings);
    status = ts_gate_keep(play, &state, err);
    return status ? status : ts_turn_tend(play, false, err);
}

static enum ts_status skip_all(struct ts_play *play, struct ts_err *err)
{
    struct ts_care_state state = *ts_gate_state(play);
    bool waits = state.gate != 0;
    state.skips_session = play->run->head.session;
    enum ts_status status = ts_gate_keep(play, &state, err);
    if (!status) status = ts_gate_note(play, TS_SIGN_SKIP, err);
    return status ? status : ts_turn_tend(play, waits, err);
}

static enum ts_status skip(struct ts_play *play, struct ts_err *err)
{
    enum ts_status status = ts_gate_note(play, TS_SIGN_SKIP, err);
    return status ? status : ts_turn_tend(play, true, err);
}

// Rules of packs hear of it; the screen stays.
static enum ts_status sign(struct ts_play *play, const char *name, struct ts_err *err)
{
    enum ts_sign kind = ts_sign_find(name);
    if (kind == TS_SIGN_COUNT) return ts_err_set(err, TS_REFUSED, "\"%s\" is no sign: there are skip, haste and exit", name);
    enum ts_status status = ts_gate_note(play, kind, err);
    return status ? status : ts_turn_tend(play, false, err);
}

static enum ts_status follow(struct ts_play *play, struct ts_err *err)
{
    bool has_changed;
    enum ts_status status = ts_care_take_over(play, play->engine->care, &has_changed, err);
    return status ? status : ts_turn_tend(play, false, err);
}

static enum ts_status compute(struct ts_play *play, void *self, struct ts_err *err)
{
    const struct ts_caring_how *how = self;
    struct ts_buffer answer = {0};
    play->changes.choice_id = ts_symbol_of(play->engine->symbols, ids[how->what]);
    if (how->name) ts_buffer_add_format(&answer, "%s%s%s", how->name, how->value ? "=" : "", how->value ? how->value : "");
    play->changes.answer = how->name ? ts_text_new(answer.bytes, answer.length) : NULL;
    ts_buffer_clear(&answer);
    switch (how->what) {
    case TS_CARING_SET: return change(play, how, err);
    case TS_CARING_SKIP: return skip(play, err);
    case TS_CARING_SKIP_ALL: return skip_all(play, err);
    case TS_CARING_FOLLOW: return follow(play, err);
    default: return sign(play, how->name, err);
    }
}

enum ts_status ts_play_care(struct ts_play *play, struct ts_caring_how how, struct ts_err *err)
{
    if (play->run->head.state != TS_ACTIVE)
        return ts_err_set(err, TS_REFUSED, "run \"%s\" is %s: resume it first", ts_symbol_text(play->engine->symbols, play->run->id),
                          ts_run_state_name(play->run->head.state));
    return ts_act_do(play, TS_ACT_CARE, 0, compute, &how, err);
}

enum ts_status ts_care_follow(struct ts_play *play, struct ts_err *err)
{
    if (play->engine->then || play->has_own_care || play->in_batch) return TS_OK;
    uint64_t version = ts_store_care_version(play->engine->store);
    if (version == play->care_version) return TS_OK;
    struct ts_care_state asked = *ts_gate_state(play);
    struct ts_buffer before = {0}, now = {0};
    write_answer(play, &asked, &before);
    enum ts_status status = read_players(play, &asked, err);
    write_answer(play, &asked, &now);
    if (!status && strcmp(before.bytes, now.bytes) != 0) status = ts_play_care(play, (struct ts_caring_how){.what = TS_CARING_FOLLOW}, err);
    ts_buffer_clear(&before);
    ts_buffer_clear(&now);
    if (!status) play->care_version = version;
    return status;
}

enum ts_status ts_play_care_again(struct ts_play *play, const char *pick, const char *answer, struct ts_err *err)
{
    char name[64] = "";
    const char *value = answer ? strchr(answer, '=') : NULL;
    size_t length = value ? (size_t)(value - answer) : answer ? strlen(answer) : 0;
    if (length >= sizeof name) length = sizeof name - 1;
    if (answer) memcpy(name, answer, length);
    if (strcmp(ids[TS_CARING_FOLLOW], pick) == 0) return ts_play_care(play, (struct ts_caring_how){.what = TS_CARING_FOLLOW}, err);
    for (enum ts_caring what = TS_CARING_SET; what <= TS_CARING_SIGN; what++)
        if (strcmp(ids[what], pick) == 0) return ts_play_care(play, (struct ts_caring_how){what, answer ? name : NULL, value ? value + 1 : NULL}, err);
    return ts_play_take(play, &(struct ts_take){.choice = pick}, err); // the answer to a warning
}
