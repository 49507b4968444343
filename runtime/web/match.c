// match.c - which row of the table a request means, and whose work it is
#include <string.h>

#include "base/hash.h"
#include "web/route.h"

// Up to the next '/', or to the end.
static size_t segment(const char *path)
{
    return strcspn(path, "/");
}

static bool fits(const char *pattern, const char *path, struct ts_route_match *out)
{
    out->word_count = 0;
    while (*pattern == '/' && *path == '/') {
        size_t wanted = segment(++pattern), given = segment(++path);
        if (*pattern == '{') {
            if (!given) return false;
            out->words[out->word_count++] = (struct ts_route_word){pattern + 1, wanted - 2, path, given};
        } else if (wanted != given || memcmp(pattern, path, given)) {
            return false;
        }
        pattern += wanted;
        path += given;
    }
    return !*pattern && !*path;
}

struct ts_route_match ts_route_find(const char *method, const char *path)
{
    struct ts_route_match match = {0}, found = {0};
    for (const struct ts_route *route = ts_routes; route->method; route++) {
        if (!fits(route->path, path, &match)) continue;
        found.has_path = true;
        if (strcmp(route->method, method)) continue;
        match.route = route;
        match.has_path = true;
        return match;
    }
    return found;
}

uint32_t ts_route_owner(const char *universe, uint32_t workers)
{
    return (uint32_t)(ts_hash_fast(universe, strlen(universe)) % workers);
}
