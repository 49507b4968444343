// care_audit.c - do runs keep to what their players asked? What an act showed is compared anew with what its player wants
#include "engine/care_audit.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "engine/hand.h"
#include "game/prose.h"
#include "game/rest.h"
#include "game/words.h"

enum { IDLE_MAX = 60 }; // acts without a turn in between: warnings that lead to one another

struct ts_care_audit *ts_care_audit_new(struct ts_engine *engine, const struct ts_story *story)
{
    struct ts_care_audit *audit = ts_memory_get(sizeof *audit);
    *audit = (struct ts_care_audit){.engine = engine, .story = story};
    audit->rest = ts_memory_get(((size_t)story->scene_count + 1) * sizeof *audit->rest);
    ts_story_rest(engine->content, story, audit->rest);
    ts_themes_find(&audit->themes, engine->content);
    engine->told = &audit->told;
    return audit;
}

void ts_care_audit_forget(struct ts_care_audit *audit)
{
    for (uint32_t i = 0; i < audit->found_count; i++) {
        struct ts_breach_found *found = &audit->found[i];
        struct ts_buffer *const texts[] = {&found->scene, &found->place, &found->what, &found->path};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) ts_buffer_clear(texts[k]);
    }
    audit->found_count = 0;
    audit->runs = audit->turns = audit->parts = 0;
    memset(audit->counts, 0, sizeof audit->counts);
}

void ts_care_audit_free(struct ts_care_audit *audit)
{
    if (!audit) return;
    audit->engine->told = NULL;
    ts_care_audit_forget(audit);
    ts_themes_clear(&audit->themes);
    ts_told_clear(&audit->told);
    ts_map_clear(&audit->warned);
    ts_buffer_clear(&audit->path);
    ts_buffer_clear(&audit->care);
    free(audit->rest);
    free(audit);
}

// --- what was found

static void breach(struct ts_care_audit *audit, enum ts_breach kind, const struct ts_scene *scene, const char *format, ...)
    TS_PRINTF(4, 5);

static void breach(struct ts_care_audit *audit, enum ts_breach kind, const struct ts_scene *scene, const char *format, ...)
{
    const struct ts_symbols *symbols = audit->engine->symbols;
    struct ts_breach_found found = {.kind = kind, .run = audit->number, .turn = audit->turn, .seed = audit->seed};
    char what[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    audit->counts[kind]++;
    ts_buffer_add_text(&found.what, what);
    ts_buffer_add_text(&found.scene, ts_symbol_text(symbols, scene->full));
    ts_buffer_add_format(&found.place, "%s:%u", ts_symbol_text(symbols, scene->place.file), scene->place.line);
    if (audit->path.length) ts_buffer_add(&found.path, audit->path.bytes, audit->path.length);
    ts_care_audit_add_found(audit, &found);
}

// --- the ceiling and the boundaries

static double ceiling_of(const struct ts_care_player *player, bool is_eased)
{
    double asked = player->settings.ceiling;
    return (player->is_eased || is_eased) && asked > 0.5 ? 0.5 : asked;
}

static ts_symbol crossed(const struct ts_care_settings *settings, const struct ts_care *care)
{
    for (uint32_t i = 0; i < settings->boundary_count; i++) {
        if (care->warning && care->warning->type == settings->boundaries[i]) return settings->boundaries[i];
        for (uint32_t k = 0; k < care->theme_count; k++)
            if (care->themes[k] == settings->boundaries[i]) return settings->boundaries[i];
    }
    return 0;
}

static void judge_declared(struct ts_care_audit *audit, const struct ts_care *care, bool is_eased, const struct ts_scene *scene, const char *what)
{
    const struct ts_care_settings *settings = &audit->player.settings;
    double ceiling = ceiling_of(&audit->player, is_eased);
    ts_symbol theme = crossed(settings, care);
    if (care->intensity > ceiling) breach(audit, TS_BREACH_CEILING, scene, "%s has intensity %g, and the ceiling is %g", what, care->intensity, ceiling);
    if (theme) breach(audit, TS_BREACH_BOUNDARY, scene, "%s touches %s", what, ts_symbol_text(audit->engine->symbols, theme));
    else if (settings->pure && (care->theme_count || care->warning)) breach(audit, TS_BREACH_BOUNDARY, scene, "%s has a theme, in a pure game", what);
}

// What says nothing, in a pack that says nothing anywhere, may be anything.
static void judge_silent(struct ts_care_audit *audit, bool is_eased, const struct ts_scene *scene, const char *what)
{
    const struct ts_care_settings *settings = &audit->player.settings;
    if (ceiling_of(&audit->player, is_eased) < 1) breach(audit, TS_BREACH_CEILING, scene, "%s is of a pack that declares nothing", what);
    else if (settings->boundary_count || settings->pure) breach(audit, TS_BREACH_BOUNDARY, scene, "%s is of a pack that declares nothing", what);
}

static void judge(struct ts_care_audit *audit, const struct ts_care *care, uint32_t pack, bool is_eased, const struct ts_scene *scene,
                  const char *what)
{
    if (care) judge_declared(audit, care, is_eased, scene, what);
    else if (!audit->engine->content->packs[pack].declares_care) judge_silent(audit, is_eased, scene, what);
}

// --- warnings

static uint64_t hash(const char *words, size_t length)
{
    return ts_hash_fast(words, length) | 1; // a map has no key 0
}

// Notes the warnings among the first `length` bytes of a text: lines such as "Ahead (loss, mild): A grave.".
static void hear(struct ts_care_audit *audit, const struct ts_buffer *text, size_t length)
{
    const char *form = ts_word(audit->engine->content, TS_WORD_AHEAD), *end = strstr(form, "{1}") + 3; // as it is told, the kind first
    size_t mark_size = (size_t)(end - 3 - form), end_size = strcspn(end, "{");
    if (length > text->length) length = text->length;
    for (size_t at = 0; at < length;) {
        const char *line = text->bytes + at, *stop = memchr(line, '\n', length - at);
        size_t size = stop ? (size_t)(stop - line) : length - at;
        const char *words = size > mark_size && !memcmp(line, form, mark_size) ? memmem(line, size, end, end_size) : NULL;
        if (words) words += end_size, *ts_map_add(&audit->warned, hash(words, (size_t)(line + size - words))) = 1;
        at += size + 1;
    }
}

static bool was_warned(const struct ts_care_audit *audit, const struct ts_warning *warning)
{
    struct ts_buffer words = {0};
    ts_prose_join(&words, warning->description, strlen(warning->description)); // as a text has them
    ts_prose_finish(&words);
    bool was = ts_map_find(&audit->warned, hash(words.bytes ? words.bytes : "", words.length)) != NULL;
    ts_buffer_clear(&words);
    return was;
}

// --- what an act told

static bool was_told(const struct ts_care_audit *audit, const struct ts_scene *scene)
{
    for (uint32_t i = 0; i < audit->told.count; i++)
        if (audit->told.items[i].is_scene && audit->told.items[i].scene == scene) return true;
    return false;
}

static void judge_entered(struct ts_care_audit *audit, const struct ts_changeset *changes)
{
    for (uint32_t i = 0; i < changes->entered_count; i++) {
        const struct ts_scene *scene = changes->entered[i].scene;
        if (!was_told(audit, scene)) judge(audit, scene->care, scene->pack, false, scene, "the scene");
    }
}

static void judge_telling(struct ts_care_audit *audit, const struct ts_telling *telling, const struct ts_buffer *text)
{
    const struct ts_care *care = telling->care;
    const char *what = telling->is_scene ? "the scene" : "a part of a text";
    judge(audit, care, telling->pack, telling->is_eased, telling->scene, what);
    if (!care) return;
    audit->parts++;
    hear(audit, text, telling->at);
    if (care->warning && !was_warned(audit, care->warning))
        breach(audit, TS_BREACH_WARNING, telling->scene, "%s comes without its warning before it: \"%s\"", what, care->warning->description);
    if (telling->is_scene && care->intensity >= TS_HEAVY && audit->rest[telling->scene->index] > TS_REST_NEAR)
        breach(audit, TS_BREACH_REST, telling->scene, "no rest within %d choices of a scene of intensity %g", TS_REST_NEAR, care->intensity);
}

static void judge_event(struct ts_care_audit *audit, ts_symbol kept, bool is_eased, const struct ts_scene *scene, const char *what)
{
    static const struct ts_warning untold = {.description = ""};
    struct ts_event_care asks;
    if (!kept) return;
    audit->parts++;
    if (!ts_event_care_read(&asks, audit->engine->symbols, kept) || asks.is_undeclared) {
        judge_silent(audit, is_eased, scene, what);
        return;
    }
    struct ts_care care = {asks.intensity, asks.themes, asks.theme_count, asks.is_warned ? &untold : NULL};
    judge_declared(audit, &care, is_eased, scene, what);
}

void ts_care_audit_judge_read(struct ts_care_audit *audit, ts_symbol kept, const struct ts_scene *scene, const char *what)
{
    judge_event(audit, kept, false, scene, what);
}

static void judge_told(struct ts_care_audit *audit, const struct ts_buffer *text)
{
    for (uint32_t i = 0; i < audit->told.count; i++) {
        const struct ts_telling *telling = &audit->told.items[i];
        if (telling->is_event) judge_event(audit, telling->event, telling->is_eased, telling->scene, "an event, as news or for a script,");
        else judge_telling(audit, telling, text);
    }
    hear(audit, text, text->length);
}

// --- choices: those taken, with what they act as; and those shown

static void judge_taken(struct ts_care_audit *audit, const struct ts_changeset *changes)
{
    const struct ts_choice *choice = changes->choice;
    for (int links = 0; choice && links < 100; links++, choice = choice->as)
        judge(audit, choice->care, choice->pack, false, changes->before.scene, links ? "what the choice acts as" : "the choice taken");
}

static bool says_warning(const struct ts_shown *shown, ts_symbol id, const char *description)
{
    for (uint32_t i = 0; i < shown->choice_count; i++)
        if (shown->choices[i].id == id)
            return memmem(shown->words.bytes + shown->choices[i].label, shown->choices[i].label_length, description, strlen(description)) != NULL;
    return false;
}

// An opening in a batch leaves its screen with its act.
static const struct ts_shown *screen_of(const struct ts_play *play)
{
    bool is_left = play->changes.kind == TS_ACT_START && !play->changes.has_shown;
    return is_left ? &play->changes.shown : &play->shown;
}

static void judge_offer(struct ts_care_audit *audit, const struct ts_play *play, const struct ts_offer *offer)
{
    const struct ts_scene *scene = play->run->head.scene;
    const struct ts_care *care = offer->choice ? offer->choice->care : offer->storylet->care;
    judge(audit, care, offer->choice ? offer->choice->pack : offer->storylet->pack, false, scene, "a choice");
    audit->parts += care != NULL;
    if (offer->choice && care && care->warning && !says_warning(screen_of(play), offer->id, care->warning->description))
        breach(audit, TS_BREACH_WARNING, scene, "a choice does not say its warning: \"%s\"", care->warning->description);
}

static void judge_offers(struct ts_care_audit *audit, const struct ts_play *play)
{
    for (uint32_t i = 0; i < play->offers.count; i++)
        if (play->offers.items[i].choice || play->offers.items[i].storylet) judge_offer(audit, play, &play->offers.items[i]);
}

// Does a notice begin as such a moment does?
static bool says_moment(const struct ts_care_audit *audit, const char *said, enum ts_word word)
{
    const char *form = ts_word(audit->engine->content, word);
    return memmem(said, strlen(said), form, strcspn(form, "{")) != NULL;
}

static void judge_moments(struct ts_care_audit *audit, const struct ts_play *play)
{
    const struct ts_care_settings *settings = &audit->player.settings;
    const struct ts_buffer *notices = &screen_of(play)->notices;
    const char *said = notices->length ? notices->bytes : "";
    if ((settings->pure || settings->no_reflections) && (says_moment(audit, said, TS_WORD_THINK) || says_moment(audit, said, TS_WORD_THINK_LONG)))
        breach(audit, TS_BREACH_BOUNDARY, play->run->head.scene, "something to think about, which was declined");
    if ((settings->pure || settings->no_breaths) && (says_moment(audit, said, TS_WORD_BREATH) || says_moment(audit, said, TS_WORD_BREATH_LONG)))
        breach(audit, TS_BREACH_BOUNDARY, play->run->head.scene, "a breath to take, which was declined");
}

// --- ends

static void end_dead(struct ts_care_audit *audit, const struct ts_scene *scene, const char *why)
{
    if (!audit->is_over) breach(audit, TS_BREACH_DEAD_END, scene, "%s", why);
    audit->is_over = true;
}

static void judge_end(struct ts_care_audit *audit, const struct ts_play *play)
{
    if (play->run->head.state != TS_ACTIVE) return;
    if (play->offers.open == 0) end_dead(audit, play->run->head.scene, "nothing is open");
    if (audit->idle > IDLE_MAX) end_dead(audit, play->run->head.scene, "warnings follow one another, and no turn comes");
}

void ts_care_audit_refused(struct ts_care_audit *audit, const struct ts_play *play, const char *why)
{
    if (!play) end_dead(audit, audit->story->start, why);
    else if (play->refusal != TS_REFUSAL_FAILED) end_dead(audit, play->run->head.scene, why);
}

// --- an act, a run

void ts_care_audit_look(struct ts_care_audit *audit, const struct ts_play *play)
{
    const struct ts_changeset *changes = &play->changes;
    bool is_turn = changes->kind == TS_ACT_TURN;
    audit->turns += is_turn;
    audit->turn += is_turn;
    audit->idle = is_turn ? 0 : audit->idle + 1;
    judge_entered(audit, changes);
    judge_taken(audit, changes);
    judge_told(audit, &screen_of(play)->text);
    audit->player.is_eased |= play->view.has_eased;
    judge_offers(audit, play);
    judge_moments(audit, play);
    judge_end(audit, play);
    ts_care_audit_read(audit, play);
}

const char *ts_care_audit_begin(struct ts_care_audit *audit, int64_t number, uint64_t seed)
{
    audit->number = number;
    audit->seed = seed;
    audit->turn = audit->idle = 0;
    audit->is_over = false;
    audit->runs++;
    ts_map_clear(&audit->warned);
    audit->path.length = audit->care.length = 0;
    ts_care_player_begin(audit);
    ts_care_settings_encode(&audit->player.settings, audit->engine->symbols, &audit->care);
    if (audit->player.asks) ts_buffer_add_text(&audit->care, " asks");
    ts_buffer_add_format(&audit->path, "%s\n", audit->care.bytes);
    return audit->care.bytes;
}

enum ts_status ts_care_audit_act(struct ts_care_audit *audit, struct ts_play *play, const struct ts_choosing *how, bool *is_turn,
                                 struct ts_err *err)
{
    bool is_done = false;
    if (audit->is_over) return ts_err_set(err, TS_REFUSED, "a dead end");
    enum ts_status status = ts_care_player_act(audit, play, how, &is_done, err);
    if (!status && is_done) ts_care_audit_look(audit, play);
    *is_turn = is_done && play->changes.kind == TS_ACT_TURN;
    return status;
}
