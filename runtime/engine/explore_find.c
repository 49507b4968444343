// explore_find.c - what was found, each once, with the shortest path met so far
#include <stdlib.h>

#include "engine/exploring.h"

static bool is_same(const struct ts_found_way *one, const struct ts_found_way *other)
{
    size_t length = strcspn(one->message, "\n");
    return !strcmp(one->code, other->code) && one->place.file == other->place.file && one->place.line == other->place.line &&
           length == strcspn(other->message, "\n") && !strncmp(one->message, other->message, length);
}

static struct ts_found_way *find(const struct ts_findings *findings, const struct ts_found_way *finding)
{
    for (uint32_t i = 0; i < findings->count; i++)
        if (is_same(&findings->items[i], finding)) return &findings->items[i];
    return NULL;
}

bool ts_findings_has(const struct ts_findings *findings, const struct ts_found_way *finding)
{
    return find(findings, finding) != NULL;
}

static bool is_shorter(const struct ts_found_way *known, const struct ts_found_way *finding, const struct ts_path *path)
{
    if (known->is_lived != finding->is_lived) return known->is_lived;
    return known->path.count > path->count;
}

static void know_better(struct ts_found_way *known, const struct ts_found_way *finding, const struct ts_path *path)
{
    if (!path || !is_shorter(known, finding, path)) return;
    ts_path_copy(&known->path, path);
    known->seed = finding->seed;
    known->focus = finding->focus;
    known->is_lived = finding->is_lived;
}

struct ts_found_way *ts_findings_add(struct ts_findings *findings, struct ts_found_way *finding, const struct ts_path *path)
{
    struct ts_found_way *known = find(findings, finding);
    if (known) {
        know_better(known, finding, path);
        free(finding->message);
        return NULL;
    }
    if (findings->count == findings->room) {
        findings->room = findings->room ? findings->room * 2 : 16;
        findings->items = ts_memory_grow(findings->items, findings->room * sizeof *findings->items);
    }
    finding->has_path = path != NULL;
    finding->path = (struct ts_path){0};
    if (path) ts_path_copy(&finding->path, path);
    findings->items[findings->count] = *finding;
    return &findings->items[findings->count++];
}

void ts_findings_clear(struct ts_findings *findings)
{
    for (uint32_t i = 0; i < findings->count; i++) {
        ts_path_clear(&findings->items[i].path);
        free(findings->items[i].message);
    }
    free(findings->items);
    *findings = (struct ts_findings){0};
}
