// beginning.c - which run is to be played: a new one, or one that is there
#include "cli/beginning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/ident.h"
#include "base/suggest.h"
#include "cli/hint.h"
#include "cli/offered.h"
#include "cli/print.h"
#include "cli/signal.h"
#include "engine/beginning.h"

enum { NAMES_MAX = 256 };

static const char default_player[] = "player", default_character[] = "Traveller";

struct asking { // what was asked, checked
    const struct ts_cli *cli;
    struct ts_front *front;
    struct ts_beginning asked;
    const struct ts_story *story; // NULL: not said
    const struct ts_focus *focus; // the same
    bool has_fitting;             // a story is made for that focus
    bool can_ask;                 // who plays reads what is printed
    char run[TS_IDENT_MAX + 1], player[TS_IDENT_MAX + 1], universe[TS_IDENT_MAX + 1], character[TS_IDENT_MAX + 1];
};

// --- checking, before any file is touched

static enum ts_status check_ids(struct asking *asking, struct ts_err *err)
{
    struct ts_beginning *asked = &asking->asked;
    enum ts_status status = asked->run ? ts_ident_read("run id", asked->run, asking->run, err) : TS_OK;
    if (!status) status = ts_ident_read("player id", asked->player ? asked->player : default_player, asking->player, err);
    if (!status && asked->universe) status = ts_ident_read("universe id", asked->universe, asking->universe, err);
    if (!status) status = ts_ident_read_title("character name", asked->character ? asked->character : default_character, asking->character, err);
    return status;
}

static enum ts_status refuse(const char *what, const char *wrong, const char *const *names, size_t count, const char *flag, struct ts_err *err)
{
    const char *near = ts_suggest(wrong, names, count);
    return near ? ts_err_set(err, TS_DATA, "there is no %s \"%s\": did you mean \"%s\"?", what, wrong, near)
                : ts_err_set(err, TS_DATA, "there is no %s \"%s\" in the content: name one that is there%s", what, wrong, flag);
}

static enum ts_status check_story(struct asking *asking, struct ts_err *err)
{
    const struct ts_content *content = asking->front->engine.content;
    const char *names[NAMES_MAX];
    uint32_t count = content->story_count < NAMES_MAX ? content->story_count : NAMES_MAX;
    if (!asking->asked.story) return TS_OK;
    asking->story = ts_content_find_story(content, asking->asked.story);
    if (asking->story) return TS_OK;
    enum ts_status status = ts_packs_check_left_out(content, "story", asking->asked.story, err);
    for (uint32_t i = 0; i < count; i++) names[i] = ts_symbol_text(content->symbols, content->stories[i]->id);
    return status ? status : refuse("story", asking->asked.story, names, count, ", or add its pack with --content DIR", err);
}

static enum ts_status check_focus(struct asking *asking, struct ts_err *err)
{
    const struct ts_content *content = asking->front->engine.content;
    const char *focus = asking->asked.focus, *names[NAMES_MAX];
    uint32_t count = content->focus_count < NAMES_MAX ? content->focus_count : NAMES_MAX;
    ts_symbol symbol = focus ? ts_symbol_find(content->symbols, focus, strlen(focus)) : 0;
    if (symbol) asking->focus = ts_content_find_focus(content, symbol);
    for (uint32_t i = 0; asking->focus && i < content->story_count; i++)
        asking->has_fitting = asking->has_fitting || ts_focus_fits(asking->focus, content->stories[i]);
    if (!focus || asking->focus) return TS_OK;
    enum ts_status status = ts_packs_check_left_out(content, "focus", focus, err);
    for (uint32_t i = 0; i < count; i++) names[i] = ts_symbol_text(content->symbols, content->focuses[i].id);
    return status ? status : refuse("focus", focus, names, count, ", or leave --focus out", err);
}

// --- a run that is there

static enum ts_status check_same(const struct asking *asking, const char *what, const char *flag, const char *asked, ts_symbol has, struct ts_err *err)
{
    const char *text = ts_symbol_text(asking->front->engine.symbols, has);
    if (!asked || !strcmp(asked, text)) return TS_OK;
    return ts_err_set(err, TS_REFUSED, "run \"%s\" is there already, and its %s is \"%s\", not \"%s\": leave %s out to go on with it, or choose another --run",
                      asking->run, what, text, asked, flag);
}

// What a stored run's story, or focus, is called by now.
static ts_symbol story_now(const struct asking *asking, ts_symbol story)
{
    const struct ts_engine *engine = &asking->front->engine;
    const struct ts_story *found = ts_content_find_story(engine->content, ts_symbol_text(engine->symbols, story));
    return found ? found->id : story;
}

static ts_symbol focus_now(const struct asking *asking, ts_symbol focus)
{
    const struct ts_focus *found = focus ? ts_content_find_focus(asking->front->engine.content, focus) : NULL;
    return found ? found->id : focus;
}

static enum ts_status check_record(const struct asking *asking, const struct ts_run_record *record, struct ts_err *err)
{
    const struct ts_beginning *asked = &asking->asked;
    enum ts_status status = check_same(asking, "story", "the story", asking->story ? ts_symbol_text(asking->front->engine.symbols, asking->story->id) : NULL,
                                       story_now(asking, record->story), err);
    if (!status) status = check_same(asking, "player", "--player", asked->player ? asking->player : NULL, record->player, err);
    if (!status) status = check_same(asking, "universe", "--universe", asked->universe ? asking->universe : NULL, record->universe, err);
    if (!status) status = check_same(asking, "character", "--as", asked->character ? asking->character : NULL, record->character_name, err);
    if (!status) status = check_same(asking, "focus", "--focus", asked->focus, focus_now(asking, record->focus), err);
    return status;
}

static enum ts_status resume(struct asking *asking, struct ts_sitting *sitting, struct ts_err *err)
{
    return ts_play_resume(&asking->front->engine, asking->run, &sitting->play, err);
}

// --- a new run

static enum ts_status start_as(struct asking *asking, struct ts_sitting *sitting, struct ts_err *err)
{
    const struct ts_beginning *asked = &asking->asked;
    struct ts_start how = {.story = ts_symbol_text(asking->front->engine.symbols, asking->story->id),
                           .run = asking->asked.run ? asking->run : NULL,
                           .player = asking->player,
                           .character = asking->character,
                           .universe = asked->universe ? asking->universe : NULL,
                           .focus = asked->focus,
                           .live = asked->live,
                           .has_seed = true,
                           .seed = asked->seed.given ? (uint64_t)asked->seed.value : ts_open_random() >> 1,
                           .has_at = asked->at.given,
                           .at = asked->at.value};
    sitting->is_new = true;
    return ts_begin_run(&asking->front->engine, &how, &sitting->play, err);
}

struct halted { const struct asking *asking; ts_symbol story; ts_symbol run; int64_t turn, played; };

static void each_halted(void *self, const struct ts_run_record *run)
{
    struct halted *halted = self;
    bool is_branch_unseen = run->parent && !run->session; // made, and nobody has sat in it
    if (story_now(halted->asking, run->story) != halted->story || run->state != TS_PAUSED || is_branch_unseen || run->last_played < halted->played) return;
    halted->run = run->id;
    halted->played = run->last_played;
    halted->turn = run->turn;
}

// A story's name begins a new life; who has left another one halfway is told how to go on with that.
static enum ts_status tell_halted(struct asking *asking, struct ts_err *err)
{
    struct ts_engine *engine = &asking->front->engine;
    struct halted halted = {.asking = asking, .story = asking->story->id};
    struct ts_run_filter filter = {.player = ts_symbol_of(engine->symbols, asking->player)};
    enum ts_status status = ts_store_each_run(engine->store, filter, each_halted, &halted, err);
    if (status || !halted.run) return status;
    struct ts_buffer hint = {0};
    ts_hint_add(&hint, asking->cli, "play --run", ts_symbol_text(engine->symbols, halted.run));
    ts_say(asking->cli, "this begins a new life; the last one was paused at turn %lld, and goes on with: %s", (long long)halted.turn, hint.bytes);
    ts_buffer_clear(&hint);
    return TS_OK;
}

static enum ts_status start(struct asking *asking, struct ts_sitting *sitting, struct ts_err *err)
{
    enum ts_status status = asking->asked.run ? TS_OK : tell_halted(asking, err);
    return status ? status : start_as(asking, sitting, err);
}

// --- neither run nor story was said

static struct ts_offered offered(const struct asking *asking)
{
    return (struct ts_offered){asking->cli, asking->front->engine.content, &asking->asked, asking->focus, asking->has_fitting, asking->can_ask};
}

static enum ts_status choose(struct asking *asking, struct ts_err *err)
{
    const struct ts_offered stories = offered(asking);
    return ts_offered_choose(&stories, &asking->story, err);
}

struct latest { const struct asking *asking; int64_t played; ts_symbol run; };

static void each_open(void *self, const struct ts_run_record *run)
{
    struct latest *latest = self;
    const struct asking *asking = latest->asking;
    bool is_open = run->state == TS_ACTIVE || run->state == TS_PAUSED;
    if (asking->focus && focus_now(asking, run->focus) != asking->focus->id) return;
    if (!is_open || run->last_played < latest->played || ts_store_is_played(asking->front->engine.store, run->id)) return;
    latest->played = run->last_played;
    latest->run = run->id;
}

static enum ts_status go_on_or_start(struct asking *asking, struct ts_sitting *sitting, struct ts_err *err)
{
    struct ts_engine *engine = &asking->front->engine;
    struct latest latest = {.asking = asking, .played = INT64_MIN};
    struct ts_run_filter filter = {.player = ts_symbol_of(engine->symbols, asking->player)};
    enum ts_status status = ts_store_each_run(engine->store, filter, each_open, &latest, err);
    if (status) return status;
    if (latest.run) {
        snprintf(asking->run, sizeof asking->run, "%s", ts_symbol_text(engine->symbols, latest.run));
        return resume(asking, sitting, err);
    }
    status = choose(asking, err);
    return status ? status : start(asking, sitting, err);
}

// --- the beginning

static enum ts_status open_store(struct asking *asking, struct ts_err *err)
{
    const struct ts_offered stories = offered(asking);
    bool can_start = asking->story || (!asking->asked.run && ts_offered_only(&stories));
    if (!can_start && !asking->asked.run && !strstr(ts_open_url(asking->cli), "://") && access(ts_open_url(asking->cli), F_OK)) {
        enum ts_status status = choose(asking, err);
        if (status) return status;
        can_start = true;
    }
    return ts_open_store(asking->cli, asking->front, can_start ? TS_STORE_CREATE : TS_STORE_WRITE, err);
}

static enum ts_status take_up(struct asking *asking, struct ts_sitting *sitting, struct ts_err *err)
{
    struct ts_engine *engine = &asking->front->engine;
    struct ts_run_record record = {0};
    if (!asking->asked.run) return asking->story ? start(asking, sitting, err) : go_on_or_start(asking, sitting, err);
    enum ts_status status = ts_store_load_run(engine->store, ts_symbol_of(engine->symbols, asking->run), &record, err);
    if (status == TS_DATA && asking->story) return start(asking, sitting, err);
    if (status) return status;
    status = check_record(asking, &record, err);
    ts_run_record_clear(&record);
    return status ? status : resume(asking, sitting, err);
}

enum ts_status ts_begin(const struct ts_cli *cli, const struct ts_beginning *asked, struct ts_front *front, struct ts_sitting *sitting,
                        struct ts_err *err)
{
    struct asking asking = {.cli = cli, .front = front, .asked = *asked, .can_ask = !sitting->is_jsonl};
    enum ts_status status = check_ids(&asking, err);
    if (!status) status = ts_open_content(cli, front, err);
    if (!status) status = check_story(&asking, err);
    if (!status) status = check_focus(&asking, err);
    if (!status) status = open_store(&asking, err);
    if (!status) status = ts_open_migrate(cli, front, err);
    if (!status) ts_signal_watch(); // from here on a session may be open, which a signal must close
    if (!status) status = take_up(&asking, sitting, err);
    if (!status) status = ts_open_grant(cli, front, err); // the run has asked for its own player, and shows what it granted
    return status;
}
