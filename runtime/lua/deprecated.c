// deprecated.c - names that were given up: said once for each place that still uses one
#include <stdio.h>

#include "base/hash.h"
#include "lua/guard.h"
#include "lua/pack.h"

enum { LINE_MAX_BYTES = 512, NAME_BYTES = 160, SITES_MAX = 1000, COST = 400 };

static bool is_new(struct ts_host *host, const char *line)
{
    uint64_t key = ts_hash_fast(line, strlen(line)) | 1, *known;
    if (host->deprecated_at.count >= SITES_MAX) return false;
    known = ts_map_add(&host->deprecated_at, key);
    if (*known) return false;
    *known = 1;
    return true;
}

void ts_deprecated_warn(lua_State *L, const char *was, const char *now)
{
    struct ts_lua_pack *pack = ts_lua_pack_of(L);
    char where[TS_WHERE_SIZE], before[NAME_BYTES], after[NAME_BYTES], line[LINE_MAX_BYTES];
    if (!pack) return;
    ts_guard_box(L)->left -= COST; // looked at with the next charge or instruction, since nothing is raised here
    ts_fault_where(L, where, sizeof where);
    ts_fault_clean(before, sizeof before, was, strlen(was));
    ts_fault_clean(after, sizeof after, now, strlen(now));
    snprintf(line, sizeof line, "%s%s\"%s\" is called \"%s\" now\n", where, *where ? ": " : "", before, after);
    if (is_new(pack->host, line)) ts_buffer_add_text(&pack->host->deprecated, line);
}

void ts_host_take_deprecated(struct ts_host *host, struct ts_buffer *out)
{
    ts_buffer_add(out, host->deprecated.bytes, host->deprecated.length);
    host->deprecated.length = 0;
}
