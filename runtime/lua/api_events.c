// api_events.c - what happened, as scripts read it: newest first, only what the run may know
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "lua/api.h"

enum { LIMIT = 10, LIMIT_MAX = 1000, WINDOW = 64, WINDOW_GROWTH = 8, EVENT_COST = 100, ROWS_MAX = 10000, ROW_COST = 20 };

struct wish {
    int64_t since, limit;
    ts_symbol place, run, character;
    bool major, others;
    const char *action; // part of the words; NULL: any
};

struct found { // an event with references of its own
    int64_t position;
    ts_symbol run, character, place;
    struct ts_text *action, *consequences;
    bool major;
    ts_symbol care;
};

struct search {
    struct ts_view *view;
    struct wish wish;
    int64_t position;
    struct found *items;
    size_t count;
    int64_t rows; // read from the store
};

static bool fits(const struct search *search, const struct found *event)
{
    const struct wish *wish = &search->wish;
    if (wish->place && event->place != wish->place) return false;
    if (wish->run && event->run != wish->run) return false;
    if (wish->character && event->character != wish->character) return false;
    if (wish->major && !event->major) return false;
    if (wish->others && event->run == search->view->run->id) return false;
    return !wish->action || strstr(event->action->bytes, wish->action);
}

static void take(struct search *search, struct found event)
{
    if ((int64_t)search->count >= search->wish.limit || !fits(search, &event)) return;
    event.action = ts_text_keep(event.action);
    event.consequences = ts_text_keep(event.consequences);
    search->items[search->count++] = event;
}

static void take_stored(void *self, const struct ts_event *event)
{
    struct search *search = self;
    search->rows++;
    take(search, (struct found){event->position, event->run, event->character, event->place, event->action, event->consequences,
                                event->major, event->care});
}

// What this very turn has recorded so far is not in the store yet.
static void take_own(struct search *search)
{
    const struct ts_changeset *changes = search->view->changes;
    const struct ts_run *run = search->view->run;
    if (!changes || search->position < search->view->position || search->wish.since > search->position) return;
    for (uint32_t i = changes->event_count; i > 0; i--) {
        const struct ts_event_record *event = &changes->events[i - 1];
        take(search, (struct found){search->view->position, run->id, run->character, event->place, event->action, event->consequences,
                                    event->major || changes->is_major, event->care});
    }
}

// The store itself looks at runs, majors and others; every row it gives then fits, unless more was wished for.
static int64_t rows_wanted(const struct search *search)
{
    const struct wish *wish = &search->wish;
    int64_t room = ROWS_MAX - search->rows, missing = wish->limit - (int64_t)search->count;
    bool all_fit = !wish->place && !wish->character && !wish->action;
    return all_fit && missing < room ? missing : room;
}

static enum ts_status take_window(struct search *search, int64_t from, int64_t to, struct ts_err *err)
{
    const struct ts_world *world = search->view->world;
    const struct ts_run *run = search->view->run;
    struct ts_event_query query = {.from = from, .to = to, .reader = run->id, .newest_first = true,
                                   .others_only = search->wish.others, .major_only = search->wish.major};
    query.run = search->wish.run;
    query.limit = rows_wanted(search);
    query.place = run->head.scene ? run->head.scene->where : 0;
    return world->events(world->self, run->universe_row, &query, take_stored, search, err);
}

// Goes back in windows that grow, so that the cost is that of what is found, not of the whole history; ROWS_MAX ends it where
// nearly nothing fits the wish.
static enum ts_status take_all(struct search *search, struct ts_err *err)
{
    int64_t width = search->wish.run ? INT64_MAX : WINDOW, to = search->position;
    enum ts_status status = TS_OK;
    if (search->view->changes) search->view->changes->has_read_world = true;
    if (search->view->noticed) search->view->noticed->asks_others = true;
    take_own(search);
    while (status == TS_OK && to >= search->wish.since && (int64_t)search->count < search->wish.limit && search->rows < ROWS_MAX) {
        int64_t from = to - width + 1 > search->wish.since ? to - width + 1 : search->wish.since;
        status = take_window(search, from, to, err);
        to = from - 1;
        if (width < INT64_MAX / WINDOW_GROWTH) width *= WINDOW_GROWTH;
    }
    return status;
}

static void push_words(lua_State *L, const struct found *event)
{
    ts_api_push_text(L, event->action);
    lua_setfield(L, -2, "action");
    ts_api_push_text(L, event->consequences);
    lua_setfield(L, -2, "consequences");
}

// A story may print it.
static void push_spared(lua_State *L)
{
    lua_pushstring(L, ts_event_spared);
    lua_setfield(L, -2, "action");
    lua_pushboolean(L, true);
    lua_setfield(L, -2, "spared");
}

static void push_event(lua_State *L, const struct ts_view *view, const struct found *event)
{
    const struct ts_symbols *symbols = view->content->symbols;
    lua_createtable(L, 0, 7);
    lua_pushinteger(L, event->position);
    lua_setfield(L, -2, "position");
    if (ts_view_lets_read(view, event->care)) push_words(L, event);
    else push_spared(L);
    lua_pushboolean(L, event->major);
    lua_setfield(L, -2, "major");
    ts_api_push_symbol(L, symbols, event->place);
    lua_setfield(L, -2, "place");
    ts_api_push_symbol(L, symbols, event->run);
    lua_setfield(L, -2, "run");
    lua_createtable(L, 0, 2);
    ts_api_push_symbol(L, symbols, event->character);
    lua_setfield(L, -2, "id");
    if (event->character) ts_api_push_name(L, symbols, event->character);
    else lua_pushliteral(L, "someone"); // nobody's: a merge
    lua_setfield(L, -2, "name");
    lua_setfield(L, -2, "character");
}

static int push_list(lua_State *L)
{
    const struct search *search = lua_touserdata(L, 1);
    lua_createtable(L, (int)search->count, 0);
    for (size_t i = 0; i < search->count; i++) {
        push_event(L, search->view, &search->items[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

static void clear(struct search *search)
{
    for (size_t i = 0; i < search->count; i++) {
        ts_text_drop(search->items[i].action);
        ts_text_drop(search->items[i].consequences);
    }
    free(search->items);
}

static int push_found(lua_State *L, struct search *search)
{
    struct ts_err err;
    enum ts_status status;
    bool is_pushed = false;
    ts_box_charge(L, EVENT_COST * (1 + search->wish.limit));
    search->items = ts_memory_get((size_t)(search->wish.limit + 1) * sizeof *search->items);
    status = take_all(search, &err);
    if (status == TS_OK) is_pushed = ts_api_try(L, push_list, search, 1);
    clear(search);
    if (status != TS_OK) return ts_api_pass(L, &err);
    if (!is_pushed) return lua_error(L);
    ts_box_charge(L, ROW_COST * search->rows);
    return 1;
}

// A name that was never given to anything fits nothing.
static ts_symbol find_field(lua_State *L, const struct ts_view *view, int argument, const char *field, bool *is_nowhere)
{
    size_t length;
    const char *text = ts_api_field_text(L, argument, field, &length);
    ts_symbol symbol = text ? ts_symbol_find(view->content->symbols, text, length) : 0;
    if (text && !symbol) *is_nowhere = true;
    return symbol;
}

static struct wish read_wish(lua_State *L, const struct ts_view *view, int argument)
{
    static const char *const fields[] = {"limit", "major", "place", "since", "action", "character", "run", "others", NULL};
    struct wish wish = {.limit = LIMIT};
    bool is_nowhere = false;
    if (lua_isnoneornil(L, argument + 1)) return wish;
    ts_api_table(L, argument, fields);
    wish.limit = ts_api_field_integer(L, argument, "limit", LIMIT);
    wish.since = ts_api_field_integer(L, argument, "since", 0);
    if (wish.limit < 0 || wish.limit > LIMIT_MAX) ts_api_fail(L, "\"limit\" must be from 0 to %d", LIMIT_MAX);
    if (wish.since < 0) wish.since = 0;
    wish.major = ts_api_field_flag(L, argument, "major");
    wish.others = ts_api_field_flag(L, argument, "others");
    wish.action = ts_api_field_text(L, argument, "action", NULL);
    wish.place = find_field(L, view, argument, "place", &is_nowhere);
    wish.run = find_field(L, view, argument, "run", &is_nowhere);
    wish.character = find_field(L, view, argument, "character", &is_nowhere);
    if (is_nowhere) wish.limit = 0;
    return wish;
}

int ts_events_push(lua_State *L, struct ts_view *view, int argument, int64_t position)
{
    struct search search = {.view = view, .position = position, .wish = read_wish(L, view, argument)};
    return push_found(L, &search);
}

int ts_events_push_recent(lua_State *L, struct ts_view *view, int64_t limit)
{
    struct search search = {.view = view, .position = view->position, .wish = {.limit = limit, .run = view->run->id}};
    return push_found(L, &search);
}
