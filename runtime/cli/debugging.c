// debugging.c - what an author sees and may try while playing with --debug
#include "cli/debugging.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "cli/screen.h"
#include "engine/debug.h"
#include "engine/show.h"
#include "engine/throwaway.h"

struct ts_debugging {
    struct ts_looks looks;          // of the acts since the panel was last shown
    const struct ts_play *told;     // the run, and where it stood then
    int64_t told_turn, told_steps, told_bytes;
    const struct ts_scene *told_scene;
    bool is_stale;                  // to be shown again, though the run has not moved
    struct ts_value *vars;          // as they were then; nil where there is none
    uint32_t var_count;
    struct ts_throwaway *throwaway; // NULL: the person's own run is played
    struct ts_engine *engine;       // that one's
    struct ts_play *play;
};

struct ts_debugging *ts_debugging_new(void)
{
    struct ts_debugging *debugging = ts_memory_get(sizeof *debugging);
    *debugging = (struct ts_debugging){0};
    return debugging;
}

static void forget_vars(struct ts_debugging *debugging)
{
    for (uint32_t i = 0; i < debugging->var_count; i++) ts_value_drop(&debugging->vars[i]);
    free(debugging->vars);
    debugging->vars = NULL;
    debugging->var_count = 0;
}

void ts_debugging_free(struct ts_debugging *debugging)
{
    if (!debugging) return;
    forget_vars(debugging);
    ts_looks_clear(&debugging->looks);
    free(debugging);
}

// --- the panel

// "vars    lit = true, bag = []": a dim line, folded under its name.
static void add_line(struct ts_sitting *sitting, const char *name, const struct ts_buffer *words)
{
    struct ts_buffer line = {0};
    if (!words->length) return;
    ts_buffer_add_format(&line, "%-8s%.*s", name, (int)words->length, words->bytes);
    ts_tone_wrap(&sitting->out, &sitting->look, TS_TONE_DIM, line.bytes, line.length);
    ts_buffer_clear(&line);
}

static void add_part(struct ts_buffer *words, const char *part)
{
    if (words->length) ts_buffer_add_text(words, "; ");
    ts_buffer_add_text(words, part);
}

static void add_var(const struct ts_sitting *sitting, const struct ts_run *run, uint32_t slot, struct ts_buffer *words)
{
    const struct ts_debugging *debugging = sitting->debugging;
    const struct ts_content *content = sitting->engine->content;
    const struct ts_var *var = ts_content_var(content, run->story, slot);
    bool is_own = slot >= run->story->var_count, is_known = slot < debugging->var_count;
    if (is_own && ts_value_is_equal(run->vars[slot], var->initial) && !is_known) return; // other packs' own say something when they are used
    if (is_own && ts_value_is_equal(run->vars[slot], var->initial) && ts_value_is_equal(run->vars[slot], debugging->vars[slot])) return;
    add_part(words, "");
    if (is_own) ts_buffer_add_format(words, "%s#", ts_symbol_text(content->symbols, var->owner));
    ts_buffer_add_format(words, "%s = ", ts_symbol_text(content->symbols, var->name));
    ts_value_encode(run->vars[slot], words);
    if (!is_known || ts_value_is_equal(run->vars[slot], debugging->vars[slot])) return;
    ts_buffer_add_text(words, " (was ");
    ts_value_encode(debugging->vars[slot], words);
    ts_buffer_add_byte(words, ')');
}

static void remember_vars(struct ts_debugging *debugging, const struct ts_run *run)
{
    forget_vars(debugging);
    debugging->vars = ts_memory_get((run->var_count + 1) * sizeof *debugging->vars);
    debugging->var_count = run->var_count;
    for (uint32_t i = 0; i < run->var_count; i++) debugging->vars[i] = ts_value_keep(run->vars[i]);
}

static void add_vars(struct ts_sitting *sitting)
{
    const struct ts_run *run = ts_play_run(sitting->play);
    struct ts_buffer words = {0};
    for (uint32_t slot = 0; slot < run->var_count; slot++) add_var(sitting, run, slot, &words);
    add_line(sitting, "vars", &words);
    remember_vars(sitting->debugging, run);
    ts_buffer_clear(&words);
}

static void add_looks(const struct ts_looks *looks, const char *kind, struct ts_buffer *words)
{
    for (uint32_t i = 0; i < looks->count; i++) {
        const struct ts_look_at *look = &looks->items[i];
        if (strncmp(look->what, kind, strlen(kind))) continue;
        add_part(words, look->what + strlen(kind));
        ts_buffer_add_format(words, " = %s", look->value);
    }
}

static void add_world(struct ts_sitting *sitting)
{
    struct ts_buffer words = {0};
    add_looks(&sitting->debugging->looks, "world ", &words);
    add_line(sitting, "world", &words);
    ts_buffer_clear(&words);
}

static void add_open(struct ts_sitting *sitting)
{
    const struct ts_shown *shown = ts_play_shown(sitting->play);
    struct ts_buffer words = {0};
    for (uint32_t i = 0; i < shown->choice_count; i++)
        if (!shown->choices[i].locked) add_part(&words, ts_symbol_text(sitting->engine->symbols, shown->choices[i].id));
    add_line(sitting, "open", &words);
    ts_buffer_clear(&words);
}

static void add_where(const struct ts_sitting *sitting, struct ts_place place, struct ts_buffer *words)
{
    const char *line;
    size_t length;
    ts_buffer_add_format(words, " (%s:%u)", ts_symbol_text(sitting->engine->symbols, place.file), place.line);
    if (!ts_host_find_line(sitting->engine->host, place, &line, &length)) return;
    ts_buffer_add_text(words, ": ");
    ts_buffer_add(words, line, length);
}

static void add_closed(void *self, const struct ts_closed *closed)
{
    static const char *const reasons[] = {"can be taken once, and was", "an amendment hides it", "`when` is false", "`when` errs, which counts as false"};
    struct ts_sitting *sitting = self;
    struct ts_buffer words = {0}, looks = {0};
    ts_buffer_add_format(&words, "%s: %s", ts_symbol_text(sitting->engine->symbols, closed->id), reasons[closed->why]);
    if (closed->place.line) add_where(sitting, closed->place, &words);
    if (closed->error) ts_buffer_add_format(&looks, "%.*s", (int)strcspn(closed->error, "\n"), closed->error); // its first line
    add_line(sitting, "closed", &words);
    add_looks(closed->looks, "", &looks);
    add_line(sitting, "", &looks);
    ts_buffer_clear(&words);
    ts_buffer_clear(&looks);
}

static void add_panel(struct ts_sitting *sitting)
{
    struct ts_debugging *debugging = sitting->debugging;
    struct ts_buffer head = {0};
    int64_t bytes = (int64_t)ts_host_bytes(sitting->engine->host);
    ts_buffer_add_format(&head, "turn %lld: %lld steps of scripts; the packs hold %.1f kB (%+.1f)%s", (long long)ts_play_run(sitting->play)->head.turn,
                         (long long)(ts_host_steps(sitting->engine->host) - debugging->told_steps), (double)bytes / 1024,
                         debugging->told_bytes ? (double)(bytes - debugging->told_bytes) / 1024 : 0,
                         debugging->throwaway ? "; a throw-away branch: /leave goes back" : "");
    add_line(sitting, "debug", &head);
    add_vars(sitting);
    add_world(sitting);
    add_open(sitting);
    ts_debug_each_closed(sitting->play, add_closed, sitting);
    ts_buffer_add_byte(&sitting->out, '\n');
    ts_buffer_clear(&head);
}

static void set_exact(const struct ts_engine *engine)
{
    for (uint32_t i = 0; i < engine->content->pack_count; i++) ts_host_set_exact(engine->host, i, true);
}

void ts_debugging_follow(struct ts_sitting *sitting)
{
    struct ts_debugging *debugging = sitting->debugging;
    if (!debugging || !ts_sitting_is_open(sitting)) return;
    const struct ts_head *head = &ts_play_run(sitting->play)->head;
    bool is_new = debugging->told != sitting->play;
    if (!is_new && !debugging->is_stale && head->turn == debugging->told_turn && head->scene == debugging->told_scene) return;
    if (is_new) forget_vars(debugging);
    set_exact(sitting->engine); // again: the packs may have been loaded anew
    add_panel(sitting);
    debugging->told = sitting->play;
    debugging->told_turn = head->turn;
    debugging->told_scene = head->scene;
    debugging->told_steps = ts_host_steps(sitting->engine->host);
    debugging->told_bytes = (int64_t)ts_host_bytes(sitting->engine->host);
    debugging->is_stale = false;
    ts_debug_watch(sitting->play, &debugging->looks);
}

// --- the throw-away branch

static enum ts_status branch_off(struct ts_sitting *sitting, struct ts_err *err)
{
    struct ts_debugging *debugging = sitting->debugging;
    const char *run = ts_symbol_text(sitting->engine->symbols, ts_play_run(sitting->play)->id);
    if (debugging->throwaway) return TS_OK;
    enum ts_status status = ts_throwaway_open(sitting->engine, run, &debugging->throwaway, err);
    if (status) return status;
    debugging->engine = sitting->engine;
    debugging->play = sitting->play;
    sitting->engine = &debugging->throwaway->engine;
    sitting->play = debugging->throwaway->play;
    return TS_OK;
}

bool ts_debugging_is_away(const struct ts_sitting *sitting)
{
    return sitting->debugging && sitting->debugging->throwaway;
}

bool ts_debugging_leave(struct ts_sitting *sitting)
{
    struct ts_debugging *debugging = sitting->debugging;
    if (!ts_debugging_is_away(sitting)) return false;
    debugging->throwaway->play = sitting->play; // it may have gone back meanwhile
    ts_throwaway_close(debugging->throwaway);
    debugging->throwaway = NULL;
    sitting->engine = debugging->engine;
    sitting->play = debugging->play;
    debugging->told = NULL;
    return true;
}

static void show_own(struct ts_sitting *sitting, const char *remark)
{
    ts_screen_add_remark(sitting, remark);
    ts_screen_add_text(sitting);
    ts_screen_add_choices(sitting);
}

void ts_debugging_end(struct ts_sitting *sitting)
{
    if (!ts_sitting_is_open(sitting) && ts_debugging_leave(sitting)) show_own(sitting, "That was the end of the throw-away branch. Back on your own run:");
}

// What failed has changed nothing; a branch made for its sake is not needed.
static enum ts_status settle(struct ts_sitting *sitting, enum ts_status status, bool was_branch)
{
    if (!status && !was_branch) ts_screen_add_remark(sitting, "This is a throw-away branch now: nothing of it is kept, and your own run stays as it is. /leave goes back to it.");
    if (!status) ts_screen_add_turn(sitting);
    if (!status && ts_sitting_is_open(sitting)) ts_screen_add_choices(sitting);
    if (!status) ts_debugging_end(sitting);
    sitting->debugging->is_stale = true;
    if (status && !was_branch) ts_debugging_leave(sitting);
    return status == TS_FAILED ? TS_REFUSED : status;
}

static enum ts_status do_lua(struct ts_sitting *sitting, const char *source, struct ts_err *err)
{
    struct ts_buffer answer = {0};
    bool was_branch = sitting->debugging->throwaway;
    enum ts_status status = branch_off(sitting, err);
    if (status) return status;
    status = ts_debug_do(sitting->play, source, &answer, err);
    if (!status && answer.length && strcmp(answer.bytes, "nil")) ts_screen_add_remark(sitting, answer.bytes);
    status = settle(sitting, status, was_branch);
    ts_buffer_clear(&answer);
    return status;
}

// What only looks needs no branch.
static enum ts_status eval(struct ts_sitting *sitting, const char *words, struct ts_err *err)
{
    struct ts_buffer answer = {0};
    enum ts_status status = ts_debug_ask(sitting->play, words, &answer, err);
    if (status) status = do_lua(sitting, words, err);
    else ts_screen_add_remark(sitting, answer.bytes);
    ts_buffer_clear(&answer);
    return status;
}

static enum ts_status set(struct ts_sitting *sitting, const char *words, struct ts_err *err)
{
    size_t name = strcspn(words, " ="), value = name + strspn(words + name, " =");
    struct ts_buffer source = {0};
    if (!name || !words[value]) return ts_err_set(err, TS_REFUSED, "/set takes a variable or world key and a value: /set lit true, /set harbour:warm_nights 3");
    if (memchr(words, ':', name)) ts_buffer_add_format(&source, "universe:set(\"%.*s\", %s)", (int)name, words, words + value);
    else ts_buffer_add_format(&source, "run.vars[\"%.*s\"] = %s", (int)name, words, words + value);
    enum ts_status status = do_lua(sitting, source.bytes, err);
    ts_buffer_clear(&source);
    return status;
}

static enum ts_status go(struct ts_sitting *sitting, const char *words, struct ts_err *err)
{
    bool was_branch = sitting->debugging->throwaway;
    enum ts_status status = branch_off(sitting, err);
    return status ? status : settle(sitting, ts_debug_go(sitting->play, words, err), was_branch);
}

static enum ts_status leave(struct ts_sitting *sitting, const char *words, struct ts_err *err)
{
    (void)words;
    if (!ts_debugging_leave(sitting)) return ts_err_set(err, TS_REFUSED, "this is your own run: there is no throw-away branch to leave");
    show_own(sitting, "Back on your own run.");
    return TS_OK;
}

static enum ts_status show(struct ts_sitting *sitting, const char *words, struct ts_err *err)
{
    (void)words, (void)err;
    sitting->debugging->is_stale = true;
    return TS_OK;
}

// --- what can be typed

static const struct { const char *name, *words, *help; enum ts_status (*run)(struct ts_sitting *sitting, const char *words, struct ts_err *err); } all[] = {
    {"/debug", "", "this run as its author sees it, once more", show},
    {"/eval", "LUA", "what an expression gives; what changes something is done on a throw-away branch", eval},
    {"/set", "NAME VALUE", "set a variable or world key, on a throw-away branch", set},
    {"/goto", "SCENE", "go to a scene, on a throw-away branch", go},
    {"/leave", "", "from the throw-away branch back to your own run", leave},
};
enum { COUNT = sizeof all / sizeof *all };

enum ts_status ts_debugging_do(struct ts_sitting *sitting, const char *line, bool *is_done, struct ts_err *err)
{
    *is_done = false;
    for (int i = 0; sitting->debugging && i < COUNT; i++) {
        size_t length = strlen(all[i].name);
        const char *words = line + length + strspn(line + length, " ");
        if (strncmp(line, all[i].name, length) || (line[length] && line[length] != ' ')) continue;
        *is_done = true;
        if (*all[i].words && !*words) return ts_err_set(err, TS_REFUSED, "%s takes %s behind it", all[i].name, all[i].words);
        return all[i].run(sitting, words, err);
    }
    return TS_OK;
}

void ts_debugging_add_help(struct ts_sitting *sitting)
{
    for (int i = 0; sitting->debugging && i < COUNT; i++)
        ts_buffer_add_format(&sitting->out, "  %s %-*s %s\n", all[i].name, (int)(12 - strlen(all[i].name)), all[i].words, all[i].help);
}
