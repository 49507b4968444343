// budget.c - steps, bytes and time: counting them, and stopping a script that takes more
//
// A trip is sticky: whatever catches the error it raises (pcall, a coroutine's resume, a message handler) looks at the
// flag and raises it again, so that it reaches the host. The allocator cannot raise, but it can make the hook fire.
#include <stdlib.h>
#include <time.h>

#include "lua/guard.h"

enum {
    DEFAULT_STEPS = 20 * 1000 * 1000,
    DEFAULT_BYTES = 32 << 20,
    DEFAULT_MILLIS = 1800, // with what comes before and after, a hostile script is gone within 2 s
    LOOK_EVERY = 10 * 1000, // charged steps between looks at the clock
    SLOW_MILLIS = 10,       // a hook period usually takes 0.01 ms
    BIG_BLOCK = 256,        // bytes from which an allocation counts as moved
    MOVED_FACTOR = 64,      // bytes that may be moved, in caps
    FULL_MAX = 16,          // collections forced by a full state: each may take 50 ms
    SLACK_BYTES = 1 << 20,  // what a stopped script may take while it unwinds
    STACK_BYTES = 512 << 10, // one thread's stack: 32 thousand values
    CAUGHT_STEPS = 400,     // what an error costs the engine
};

const char ts_trip_mark[] = "stopped";

static int64_t now_millis(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + 1;
}

static void raise_trip(lua_State *L)
{
    if (lua_checkstack(L, 1)) lua_pushlightuserdata(L, (void *)ts_trip_mark);
    lua_error(L);
}

// What the hook charges for a period. Short periods, which depend on the clock, are added up to a whole one first, so that
// steps do not depend on it.
static int whole_period(struct ts_box *box, int period)
{
    if (period > TS_HOOK_SLOW) return period;
    box->slow += period;
    if (box->slow < TS_HOOK_PERIOD) return 0;
    box->slow = 0;
    return TS_HOOK_PERIOD;
}

static void hook(lua_State *L, lua_Debug *unused)
{
    struct ts_box *box = ts_guard_box(L);
    int period = lua_gethookcount(L);
    int64_t before = box->seen;
    int charged = whole_period(box, period);
    (void)unused;
    if (period == TS_HOOK_EXACT && !charged && !box->trip) return;
    box->left -= charged;
    ts_guard_look(L, box);
    if (before && box->seen - before >= SLOW_MILLIS && period == TS_HOOK_PERIOD)
        lua_sethook(L, hook, LUA_MASKCOUNT, TS_HOOK_SLOW);
    else if (period == TS_HOOK_FIRST)
        lua_sethook(L, hook, LUA_MASKCOUNT, TS_HOOK_PERIOD);
}

void ts_guard_arm(struct ts_box *box, const struct ts_limits *limits)
{
    struct ts_limits use = limits ? *limits : (struct ts_limits){0};
    if (use.steps <= 0) use.steps = DEFAULT_STEPS;
    if (use.bytes == 0) use.bytes = DEFAULT_BYTES;
    use.bytes += box->room;
    if (use.millis <= 0) use.millis = DEFAULT_MILLIS;
    box->limits = use;
    box->left = use.steps;
    box->checkpoint = use.steps > LOOK_EVERY ? use.steps - LOOK_EVERY : 0;
    box->started = box->seen = 0;
    box->moved = 0;
    box->full = box->slow = 0;
    box->is_deep = false;
    box->where[0] = box->report[0] = '\0';
    lua_sethook(box->main, hook, LUA_MASKCOUNT, box->is_exact ? TS_HOOK_EXACT : TS_HOOK_FIRST);
}

// May be called from inside the allocator: must not allocate or raise.
void ts_guard_trip(struct ts_box *box, lua_State *L, enum ts_trip trip)
{
    if (box->trip) return;
    box->trip = trip;
    box->checkpoint = INT64_MAX;
    if (trip != TS_TRIP_MEMORY || !*box->where) ts_fault_where(L, box->where, sizeof box->where);
    lua_sethook(L, hook, LUA_MASKCOUNT, 1);
}

void ts_guard_look(lua_State *L, struct ts_box *box)
{
    if (!box->trip && box->left < 0) ts_guard_trip(box, L, TS_TRIP_STEPS);
    if (!box->trip) {
        box->seen = now_millis();
        if (!box->started) box->started = box->seen;
        box->checkpoint = box->left > LOOK_EVERY ? box->left - LOOK_EVERY : 0;
        if (box->seen - box->started > box->limits.millis) ts_guard_trip(box, L, TS_TRIP_CLOCK);
    }
    if (!box->trip) return;
    if (box->left < -1) box->left = -1; // what comes while it unwinds cannot add up to an overflow
    raise_trip(L);
}

void ts_guard_caught(lua_State *L, int status)
{
    struct ts_box *box = ts_guard_box(L);
    if (status == LUA_OK || status == LUA_YIELD) {
        if (box->trip) raise_trip(L);
        return;
    }
    if (status == LUA_ERRMEM) ts_guard_trip(box, L, TS_TRIP_MEMORY);
    box->left -= CAUGHT_STEPS;
    ts_guard_look(L, box);
}

void ts_box_charge(lua_State *L, int64_t steps)
{
    ts_guard_charge(L, steps < 0 ? 0 : steps > INT64_MAX / 2 ? INT64_MAX / 2 : steps);
}

static bool is_over(struct ts_box *box, size_t wanted, size_t grown)
{
    size_t cap = box->limits.bytes;
    if (box->trip) return wanted > cap + SLACK_BYTES;
    if (grown >= BIG_BLOCK) box->moved += grown;
    if (wanted <= cap && box->moved / MOVED_FACTOR <= cap) return false;
    ts_fault_where(box->current, box->where, sizeof box->where);
    if (wanted <= cap || ++box->full > FULL_MAX) ts_guard_trip(box, box->current, TS_TRIP_MEMORY);
    return true;
}

// How a thread of Lua 5.4 begins. Nothing in Lua's interface tells how large a stack is, so this is believed only where it agrees with
// what the interface does tell; a test says so when it no longer does.
struct thread_head {
    const void *next;
    unsigned char tag, marked, status, hooks;
    unsigned short calls;
    const char *top;
    const void *global, *call;
    const char *stack_end, *stack;
};

enum { SLOT = 16 }; // bytes of a value on the stack

// Bytes of the running thread's stack when it is more than half full, else 0.
static size_t full_stack(const struct ts_box *box)
{
    const struct thread_head *head = (const void *)box->current;
    lua_Debug frame;
    if (!lua_getstack(box->current, 0, &frame) || head->call != (const void *)frame.i_ci) return 0;
    const char *function = *(const char *const *)(const void *)frame.i_ci;
    if (head->top != function + (size_t)(lua_gettop(box->current) + 1) * SLOT) return 0;
    size_t size = (size_t)(head->stack_end - head->stack), used = (size_t)(head->top - head->stack);
    return used > size / 2 ? size : 0;
}

// A table whose `__call` leads back to it fills the stack within one instruction, moving all of it up for each value: no hook
// sees that, and with the engine's own limit of a million values it takes minutes.
static bool is_too_deep(struct ts_box *box, const void *block, size_t new_size)
{
    size_t stack;
    if (block || new_size <= STACK_BYTES) return false; // a stack that grows is a new block
    stack = full_stack(box);
    if (stack < STACK_BYTES / 4 || new_size <= stack) return false;
    box->is_deep = true;
    if (!box->trip) ts_fault_where(box->current, box->where, sizeof box->where);
    return true;
}

// Lua collects everything and asks once more before it gives up, so a refusal here is no trip yet.
void *ts_guard_allocate(void *data, void *block, size_t old_size, size_t new_size)
{
    struct ts_box *box = data;
    void *result;
    if (!block) old_size = 0;
    if (new_size == 0) {
        free(block);
        box->used -= old_size;
        return NULL;
    }
    if (new_size > old_size && box->current &&
        (is_too_deep(box, block, new_size) || is_over(box, box->used - old_size + new_size, new_size)))
        return NULL;
    result = realloc(block, new_size);
    if (result) box->used += new_size - old_size;
    return result;
}
