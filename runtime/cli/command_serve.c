// command_serve.c - turnstone serve
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/ident.h"
#include "cli/crash.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/signal.h"
#include "cli/watch.h"
#include "engine/crew.h"
#include "engine/edition.h"
#include "engine/json.h"
#include "engine/packs.h"
#include "store/url.h"
#include "web/nursery.h"
#include "web/server.h"

enum { PORT = 7007, PORT_MAX = 65535, WORKERS_LEAST = 2, RATE_MAX = 1000000 };

struct serve_options {
    const char *bind, *player, *as, *narrator;
    struct ts_words hosts;
    struct ts_number port, workers, rate;
    bool watch;
};

static const struct ts_option options[] = {
    {"port", "N", "where it listens (default 7007; 0: one that is free)", TS_OPTION_NUMBER, offsetof(struct serve_options, port)},
    {"bind", "ADDRESS", "an address of this machine that others reach (default 127.0.0.1: nobody but this machine)", TS_OPTION_TEXT, offsetof(struct serve_options, bind)},
    {"host", "NAME", "a name by which others call this machine; may be given again", TS_OPTION_LIST, offsetof(struct serve_options, hosts)},
    {"player", "ID", "who plays in the browser that opens the printed link (default player)", TS_OPTION_TEXT, offsetof(struct serve_options, player)},
    {"as", "NAME", "what that player is called here (default: the player's id)", TS_OPTION_TEXT, offsetof(struct serve_options, as)},
    {"workers", "N", "how many processes compute turns (default: one for each processor, at least 2)", TS_OPTION_NUMBER, offsetof(struct serve_options, workers)},
    {"rate", "N", "how many requests a second one address may make (default 400); behind a proxy all come from one", TS_OPTION_NUMBER, offsetof(struct serve_options, rate)},
    {"narrator", "NAME", "who puts moments into words: none, grammar or openai (default: TURNSTONE_NARRATOR, else grammar)", TS_OPTION_TEXT, offsetof(struct serve_options, narrator)},
    {"watch", NULL, "load packs again as soon as their files change", TS_OPTION_FLAG, offsetof(struct serve_options, watch)},
    {0},
};

struct serving {
    const struct ts_cli *cli;
    struct ts_front front; // in the nursery and its forks alone, but for the narrator: what all of them know of it is kept when packs are loaded again
    struct ts_nursery nursery;
    struct ts_folders folders; // alike
    struct ts_loading loading;
    char player[TS_IDENT_MAX + 1], name[TS_IDENT_MAX + 1];
    struct ts_buffer accounts;
    struct ts_buffer packs; // that are served: "core 1.0.0, harbour 1.2.0"
    struct ts_watch *watch; // NULL: content stays as it was loaded until somebody asks
};

// --- in the nursery

struct losing { const struct ts_content *content; struct ts_err *err; enum ts_status status; };

static void each_difference(void *self, const struct ts_edition_difference *difference)
{
    struct losing *losing = self;
    const struct ts_left_out *left = ts_packs_find_left_out(losing->content, difference->pack);
    if (losing->status || difference->change != TS_EDITION_MISSING || (left && (left->is_disabled || left->off))) return; // off: somebody wanted that
    losing->status = ts_err_set(losing->err, TS_FAILED, "pack \"%s\": %s", difference->pack,
                                left ? left->why : "it is there no more; switch it off first, if nobody is to play it");
}

// A pack that is served may be in somebody's hands: when it can be loaded no more, all stays as it was.
static enum ts_status refuse_lost(const struct serving *serving, struct ts_err *err)
{
    const struct ts_engine *engine = &serving->front.engine;
    struct losing losing = {.content = engine->content, .err = err};
    if (serving->packs.length) ts_edition_each_difference(engine, ts_symbol_of(engine->symbols, serving->packs.bytes), each_difference, &losing);
    return losing.status;
}

static enum ts_status load(void *self, struct ts_engine **out, struct ts_buffer *packs, struct ts_err *err)
{
    struct serving *serving = self;
    struct ts_front *front = &serving->front;
    enum ts_status status = ts_open_content(serving->cli, front, err);
    if (!status) status = refuse_lost(serving, err);
    if (!status) status = ts_open_store(serving->cli, front, TS_STORE_CREATE, err);
    if (!status) status = ts_open_migrate(serving->cli, front, err);
    if (!status) status = ts_open_grant(serving->cli, front, err);
    if (!status) status = ts_open_folders(serving->cli, true, &serving->folders, err);
    serving->loading = ts_open_loading(serving->cli, &serving->folders);
    serving->nursery.loading = &serving->loading;
    ts_store_close(front->engine.store);
    front->engine.store = NULL;
    front->engine.asks = true;
    if (!status) ts_buffer_add_text(packs, ts_symbol_text(front->engine.symbols, ts_edition_now(&front->engine)));
    *out = &front->engine;
    return status;
}

static void part(void *self)
{
    struct serving *serving = self;
    ts_open_keys(&serving->front);
}

static void nurse(void *self, int master)
{
    struct serving *serving = self;
    ts_nursery_run(&serving->nursery, master);
    ts_front_close(&serving->front);
    ts_folders_clear(&serving->folders);
}

// --- what the master has to say

static void say_url(void *self, const char *url)
{
    const struct serving *serving = self;
    struct ts_buffer out = {0};
    struct ts_err err;
    if (serving->cli->globals.json) {
        ts_json_open(&out, '{');
        ts_json_field_text(&out, "url", url);
        ts_json_close(&out, '}');
    } else {
        ts_say(serving->cli, "open this in a browser; it is good once, and whoever opens it plays as \"%s\" and keeps the worlds. Ctrl-C ends it.", serving->player);
        ts_buffer_add_text(&out, url);
    }
    enum ts_status status = ts_print_line(&out, &err);
    (void)status; // whoever does not read it can read what is said
    ts_buffer_clear(&out);
}

static void say_line(void *self, const char *line)
{
    const struct serving *serving = self;
    ts_say(serving->cli, "%s", line);
}

static void say_renewed(void *self, const char *packs, const struct ts_err *why)
{
    struct serving *serving = self;
    if (why) ts_say(serving->cli, "packs were not loaded again, and all goes on with those of before: %s", why->message);
    else if (serving->packs.length) ts_say(serving->cli, "packs were loaded again");
    if (why) return;
    serving->packs.length = 0;
    ts_buffer_add_text(&serving->packs, packs);
}

static bool has_changed(void *self)
{
    struct serving *serving = self;
    struct ts_words names = {0};
    bool is_other = ts_watch_look(serving->watch, &names);
    ts_words_clear(&names);
    return is_other;
}

static void say_died(void *self, uint32_t worker)
{
    const struct serving *serving = self;
    if (worker < TS_WORKERS_MAX) ts_say(serving->cli, "worker %u ended by itself: another one takes its place, and what it had in hand is done again", worker + 1);
    else ts_say(serving->cli, "the process that stores turns ended, or the one that has the packs: all of them are started again, and what was in hand is done again");
    ts_crash_tell_worker(serving->cli);
}

// --- the call

static enum ts_status check(const struct ts_cli *cli, const struct serve_options *how, struct serving *serving, struct ts_err *err)
{
    const char *player = how->player ? how->player : "player";
    if (ts_url_is_memory(ts_open_url(cli))) return ts_err_set(err, TS_USAGE, "a store in memory is nobody's but one process's: serve needs one that is kept, see --store");
    if (how->port.value > PORT_MAX) return ts_err_set(err, TS_USAGE, "--port takes a number up to %d; 0 picks one", PORT_MAX);
    if (how->workers.given && (how->workers.value < 1 || how->workers.value > TS_WORKERS_MAX))
        return ts_err_set(err, TS_USAGE, "--workers takes a number from 1 to %d", TS_WORKERS_MAX);
    if (how->rate.given && (how->rate.value < 1 || how->rate.value > RATE_MAX)) return ts_err_set(err, TS_USAGE, "--rate takes a number from 1 to %d", RATE_MAX);
    enum ts_status status = ts_ident_read("player id", player, serving->player, err);
    return status ? status : ts_ident_read_title("name", how->as ? how->as : player, serving->name, err);
}

static uint32_t count_workers(const struct serve_options *how)
{
    int jobs = ts_crew_jobs(0);
    if (how->workers.given) return (uint32_t)how->workers.value;
    return jobs < WORKERS_LEAST ? WORKERS_LEAST : jobs > TS_WORKERS_MAX ? TS_WORKERS_MAX : (uint32_t)jobs;
}

// Beside the store's file; those of a store in a database server are kept for whoever serves it, here.
static enum ts_status find_accounts(const struct ts_cli *cli, struct ts_buffer *out, struct ts_err *err)
{
    const char *url = ts_open_url(cli), *shown = ts_open_shown(cli), *path = url, *home;
    struct ts_packs *packs = NULL;
    enum ts_status status = TS_OK;
    if (!ts_url_is_server(url)) {
        status = ts_url_find_path(url, &path, err);
        if (!status) ts_buffer_add_format(out, "%s.accounts", path);
        return status;
    }
    status = ts_packs_open(getenv("XDG_DATA_HOME"), getenv("HOME"), &packs, err);
    if (!status) status = ts_packs_make_home(packs, &home, err);
    if (!status) ts_buffer_add_format(out, "%s/%016llx.accounts", home, (unsigned long long)ts_hash_fast(shown, strlen(shown)));
    ts_packs_close(packs);
    return status;
}

static enum ts_status serve(struct serving *serving, const struct serve_options *how, struct ts_err *err)
{
    const char *store = ts_open_url(serving->cli);
    uint32_t workers = count_workers(how);
    enum ts_status status = find_accounts(serving->cli, &serving->accounts, err);
    if (status) return status;
    serving->nursery = (struct ts_nursery){.load = load, .part = part, .self = serving, .store = store, .workers = workers,
                                           .has_committer = !ts_url_is_server(store)};
    const struct ts_server_how server = {.bind = how->bind ? how->bind : "127.0.0.1",
                                         .port = (uint16_t)(how->port.given ? how->port.value : PORT),
                                         .hosts = how->hosts.items, .host_count = how->hosts.count,
                                         .accounts = serving->accounts.bytes,
                                         .player = serving->player, .name = serving->name,
                                         .version = TURNSTONE_VERSION, .language = serving->cli->globals.language,
                                         .limits = {.address_rate = (uint32_t)how->rate.value},
                                         .pool = {.workers = workers, .nurse = nurse, .renewed = say_renewed, .died = say_died, .self = serving},
                                         .listens = say_url, .says = say_line, .has_changed = serving->watch ? has_changed : NULL, .self = serving};
    ts_signal_watch();
    status = ts_server_run(&server, err);
    if (status == TS_INTERRUPTED) ts_say(serving->cli, "ended: runs that were being played are paused, and all of them is saved");
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct serve_options *how = cli->options;
    struct serving serving = {.cli = cli};
    enum ts_status status = check(cli, how, &serving, err);
    if (!status) status = ts_open_narrator(&serving.front, how->narrator, err);
    if (!status && how->watch) status = ts_watch_open(cli, &serving.watch, err);
    if (!status) status = serve(&serving, how, err);
    ts_front_close(&serving.front);
    ts_watch_close(serving.watch);
    ts_buffer_clear(&serving.accounts);
    ts_buffer_clear(&serving.packs);
    ts_words_clear(&how->hosts);
    return status;
}

const struct ts_command ts_command_serve = {
    .name = "serve", .words = "", .help = "pages for players and for those who tend worlds, in a browser",
    .more = "It prints a link, which lets one browser in: as a player, and as a keeper, who may see all worlds, invite others and start simulations. Others join by\n"
            "invitation. Programs ask the same at /api/v1/, see docs/http.md. Turns are stored before they are shown, as everywhere.\n"
            "With --bind others on the same network reach it, without encryption: for a shared evening at home, not for the internet.\n"
            "A SIGHUP has the packs loaded again.",
    .options = options, .size = sizeof(struct serve_options), .run = run,
};
