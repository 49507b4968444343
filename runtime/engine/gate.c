// gate.c - what the player asked to be spared, on the way through scenes: led elsewhere, or a warning first, which waits for an answer
//
// An answer is an act of its own and no turn: neither turn nor position move, so that a story counts the same for all.
#include <string.h>

#include "engine/walk.h"
#include "game/prose.h"
#include "game/words.h"

static const char go_on[] = "care:go_on", leave_out[] = "care:leave_out"; // ids that no choice of a story can have

const struct ts_care_state *ts_gate_state(const struct ts_play *play)
{
    return ts_care_of(play->engine->content, play->run);
}

enum ts_status ts_gate_keep(struct ts_play *play, const struct ts_care_state *state, struct ts_err *err)
{
    int64_t slot = ts_care_slot(play->engine->content, play->run->story);
    if (slot < 0) return ts_err_set(err, TS_REFUSED, "no content is loaded that could keep it");
    ts_changeset_set_var(&play->changes, (uint32_t)slot, ts_care_encode(play->engine->content, state));
    return TS_OK;
}

bool ts_gate_allows(const struct ts_play *play, const struct ts_care *care, uint32_t pack)
{
    return play->engine->is_unguarded || ts_care_allows(play->engine->content, ts_gate_state(play), care, pack);
}

bool ts_gate_spares(const struct ts_play *play)
{
    return ts_care_spares(ts_gate_state(play));
}

bool ts_gate_waits(const struct ts_play *play)
{
    return ts_gate_state(play)->gate != 0;
}

// --- the warning

static void add_warning(struct ts_play *play, const struct ts_care *care)
{
    static const enum ts_word severities[] = {[TS_MILD] = TS_WORD_MILD, [TS_MODERATE] = TS_WORD_MODERATE, [TS_INTENSE] = TS_WORD_INTENSE};
    const struct ts_content *content = play->engine->content;
    const struct ts_warning *warning = care->warning;
    struct ts_buffer line = {0}, kind = {0};
    ts_buffer_add_format(&kind, "%s%s%s", ts_symbol_text(play->engine->symbols, warning->type), warning->type ? ", " : "",
                         ts_word(content, severities[warning->severity]));
    ts_word_add(&line, content, TS_WORD_AHEAD, kind.bytes, warning->description);
    ts_prose_join(&play->changes.shown.text, line.bytes, line.length);
    ts_prose_join(&play->changes.shown.text, "\n", 1);
    ts_buffer_clear(&line);
    ts_buffer_clear(&kind);
}

// Warnings of a scene and of the parts of its text that will be told, as far as can be known before it is entered.
typedef void each_warning(struct ts_play *play, const struct ts_scene *scene, const struct ts_care *care, void *self);
struct looking { struct ts_play *play; const struct ts_scene *scene; each_warning *each; void *self; };

static void look_at_part(void *self, const struct ts_prose_part *part)
{
    struct looking *looking = self;
    struct ts_play *play = looking->play;
    if (!ts_care_warns(ts_gate_state(play), part->care) || !ts_gate_allows(play, part->care, looking->scene->pack)) return;
    play->view.phase = TS_READING;
    play->view.stream = looking->scene->full;
    if (!part->when || ts_view_test(&play->view, part->when)) looking->each(play, looking->scene, part->care, looking->self);
}

static void look_at_warnings(struct ts_play *play, const struct ts_scene *scene, each_warning *each, void *self)
{
    struct looking looking = {play, scene, each, self};
    if (ts_care_warns(ts_gate_state(play), scene->care)) each(play, scene, scene->care, self);
    ts_prose_each_part(scene->text, look_at_part, &looking);
}

// Those that were answered are not asked again; where nobody answers, all are told.
static bool is_new(const struct ts_play *play, const struct ts_scene *scene, const struct ts_care *care)
{
    const struct ts_care_state *state = ts_gate_state(play);
    uint32_t key = ts_care_key(play->engine->content, scene->full, care->warning);
    return !ts_care_has(&state->left, key) && !(state->asks && ts_care_has(&state->agreed, key));
}

static void find_new(struct ts_play *play, const struct ts_scene *scene, const struct ts_care *care, void *found)
{
    *(bool *)found |= is_new(play, scene, care);
}

static bool warns(struct ts_play *play, const struct ts_scene *scene)
{
    bool found = false;
    if (play->agreed != scene->full) look_at_warnings(play, scene, find_new, &found);
    return found;
}

static void tell_new(struct ts_play *play, const struct ts_scene *scene, const struct ts_care *care, void *self)
{
    (void)self;
    if (is_new(play, scene, care)) add_warning(play, care);
}

void ts_gate_tell(struct ts_play *play)
{
    look_at_warnings(play, play->run->head.scene, tell_new, NULL);
}

void ts_gate_tell_again(struct ts_play *play)
{
    const struct ts_scene *scene = play->run->head.scene;
    if (ts_gate_state(play)->asks || !warns(play, scene)) return;
    ts_gate_tell(play);
    play->agreed = scene->full;
}

void ts_gate_say_still(struct ts_play *play)
{
    const char *still = ts_word(play->engine->content, TS_WORD_STILL);
    play->changes.shown.text.length = 0;
    ts_told_empty(play->view.told);
    ts_prose_join(&play->changes.shown.text, still, strlen(still));
}

static void offer(struct ts_play *play, struct ts_offers *offers, const char *id)
{
    ts_offers_add(offers, (struct ts_offer){.id = ts_symbol_of(play->engine->symbols, id)});
}

// A warning of a whole scene may say that there is no way around it; one of a part of its text can always be left out.
void ts_gate_offer(struct ts_play *play, struct ts_offers *offers)
{
    const struct ts_care *care = play->run->head.scene->care;
    offer(play, offers, go_on);
    if (!care || !care->warning || care->warning->is_skippable) offer(play, offers, leave_out);
}

const char *ts_gate_label(const struct ts_play *play, ts_symbol id)
{
    bool goes_on = strcmp(ts_symbol_text(play->engine->symbols, id), go_on) == 0;
    return ts_word(play->engine->content, goes_on ? TS_WORD_GO_ON : TS_WORD_LEAVE_OUT);
}

static bool is_leaving_id(const struct ts_play *play, ts_symbol id)
{
    return strcmp(ts_symbol_text(play->engine->symbols, id), leave_out) == 0;
}

// --- what is left out

static void agree_to(struct ts_play *play, const struct ts_scene *scene, const struct ts_care *care, void *state)
{
    ts_care_put(&((struct ts_care_state *)state)->agreed, ts_care_key(play->engine->content, scene->full, care->warning));
}

// A scene that was left out is asked about again when it is met again; parts of a text are left out for good.
static void leave_part(struct ts_play *play, const struct ts_scene *scene, const struct ts_care *care, void *state)
{
    if (care != scene->care && is_new(play, scene, care)) ts_care_put(&((struct ts_care_state *)state)->left, ts_care_key(play->engine->content, scene->full, care->warning));
}

static enum ts_status keep_answers(struct ts_play *play, each_warning *each, struct ts_err *err)
{
    struct ts_care_state state = *ts_gate_state(play);
    look_at_warnings(play, play->run->head.scene, each, &state);
    return ts_gate_keep(play, &state, err);
}

enum ts_status ts_gate_note(struct ts_play *play, enum ts_sign kind, struct ts_err *err)
{
    struct ts_care_state state = *ts_gate_state(play);
    ts_symbol name = ts_symbol_of(play->engine->symbols, ts_sign_name(kind));
    if (state.sign_count == TS_SIGNS_MAX) memmove(state.signs, state.signs + 1, --state.sign_count * sizeof *state.signs);
    state.signs[state.sign_count].kind = kind;
    state.signs[state.sign_count++].turn = play->run->head.turn;
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_CARE_SIGNED, .scene = play->run->head.scene, .id = name});
    return ts_gate_keep(play, &state, err);
}

enum ts_status ts_gate_open(struct ts_play *play, struct ts_err *err)
{
    struct ts_care_state state = *ts_gate_state(play);
    if (!state.gate) return TS_OK;
    state.gate = 0;
    return ts_gate_keep(play, &state, err);
}

// --- on the way

static const struct ts_scene *ahead(struct ts_play *play, const struct ts_scene *scene)
{
    const struct ts_scene *found = ts_care_ahead(play->engine->content, play->run->story, ts_gate_state(play), scene);
    const char *bridge = ts_word(play->engine->content, TS_WORD_BRIDGE);
    if (found) ts_prose_join(&play->changes.shown.text, bridge, strlen(bridge));
    return found;
}

// Past a scene that is not to be shown: to the one in its stead, back out of a detour, or to the nearest one ahead.
enum ts_status ts_gate_lead_past(struct ts_walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    const struct ts_scene *scene = ts_walk_here(play), *other = ts_care_stand_in(play->engine->content, ts_gate_state(play), scene, true);
    enum ts_status status = ts_gate_open(play, err);
    if (status) return status;
    if (!other && ts_walk_pop(walk)) return TS_OK;
    if (!other) other = ahead(play, scene);
    if (!other)
        return ts_err_set(err, TS_REFUSED, "nothing that lies ahead of \"%s\" may be shown with what you asked to be spared: /care shows and changes it",
                          ts_symbol_text(play->engine->symbols, scene->full));
    ts_walk_go(walk, other);
    return TS_OK;
}

// What is warned of is left out without asking: the whole scene, or those parts of its text.
static enum ts_status leave(struct ts_walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    return ts_care_warns(ts_gate_state(play), ts_walk_here(play)->care) ? ts_gate_lead_past(walk, err) : keep_answers(play, leave_part, err);
}

// The way stops until the player has answered.
static enum ts_status shut(struct ts_walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    struct ts_care_state state = *ts_gate_state(play);
    state.gate = ts_walk_here(play)->full;
    walk->arrived = walk->silent = true;
    ts_gate_tell(play);
    enum ts_status status = ts_gate_keep(play, &state, err);
    return status ? status : ts_offers_find(play, &play->next_offers, err);
}

static enum ts_status warn(struct ts_walk *walk, bool *stays, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    const struct ts_care_state *state = ts_gate_state(play);
    if (ts_care_skips(state, play->run)) return leave(walk, err);
    if (state->asks) return shut(walk, err);
    ts_gate_tell(play);
    play->agreed = ts_walk_here(play)->full;
    *stays = true;
    return TS_OK;
}

// What was asked about is not shown any more, and the rest of the scene waits for nobody: it is entered.
static enum ts_status let_in(struct ts_walk *walk, struct ts_err *err)
{
    walk->silent = false;
    return ts_gate_open(walk->play, err);
}

enum ts_status ts_gate_tend(struct ts_walk *walk, bool *stays, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    const struct ts_scene *scene = ts_walk_here(play), *other = ts_care_stand_in(play->engine->content, ts_gate_state(play), scene, false);
    *stays = play->engine->is_unguarded || (other == scene && (walk->silent || !warns(play, scene)));
    if (*stays) return ts_gate_waits(play) && !warns(play, scene) ? let_in(walk, err) : TS_OK;
    if (!other) return ts_gate_lead_past(walk, err);
    if (other == scene) return warn(walk, stays, err);
    ts_walk_go(walk, other);
    return ts_gate_open(play, err); // of a scene that is not come to any more nothing is asked
}

enum ts_status ts_gate_answer(struct ts_walk *walk, const struct ts_offer *offer, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    bool is_leaving = is_leaving_id(play, offer->id);
    enum ts_status status = is_leaving ? ts_gate_note(play, TS_SIGN_SKIP, err) : TS_OK;
    if (!status) status = ts_gate_open(play, err);
    if (status) return status;
    return is_leaving ? leave(walk, err) : keep_answers(play, agree_to, err);
}
