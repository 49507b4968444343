// care_audit_tell.c - what was found of runs that did not keep to what their players asked: gathered, carried home, told
#include <string.h>

#include "engine/care_audit.h"
#include "engine/json.h"

static const char *const kinds[TS_BREACH_COUNT] = {[TS_BREACH_CEILING] = "ceiling", [TS_BREACH_BOUNDARY] = "boundary", [TS_BREACH_WARNING] = "warning",
                                                   [TS_BREACH_DEAD_END] = "dead_end", [TS_BREACH_REST] = "rest"};

enum { TEXTS = 4 };

static void texts_of(struct ts_breach_found *found, struct ts_buffer *texts[TEXTS])
{
    struct ts_buffer *const all[TEXTS] = {&found->scene, &found->place, &found->what, &found->path};
    memcpy(texts, all, sizeof all);
}

// --- gathered

static bool is_known(const struct ts_care_audit *audit, const struct ts_breach_found *found)
{
    for (uint32_t i = 0; i < audit->found_count; i++)
        if (audit->found[i].kind == found->kind && !strcmp(audit->found[i].scene.bytes, found->scene.bytes)) return true;
    return false;
}

void ts_care_audit_add_found(struct ts_care_audit *audit, struct ts_breach_found *found)
{
    struct ts_buffer *texts[TEXTS];
    if (audit->found_count < TS_BREACHES_TOLD && !is_known(audit, found)) {
        audit->found[audit->found_count++] = *found;
        *found = (struct ts_breach_found){0};
    }
    texts_of(found, texts);
    for (int i = 0; i < TEXTS; i++) ts_buffer_clear(texts[i]);
}

// --- carried home

static void put(struct ts_buffer *out, int64_t number)
{
    ts_buffer_add(out, &number, sizeof number);
}

static int64_t get(const char **at)
{
    int64_t number;
    memcpy(&number, *at, sizeof number);
    *at += sizeof number;
    return number;
}

void ts_care_audit_write(const struct ts_care_audit *audit, struct ts_buffer *out)
{
    put(out, audit->runs);
    put(out, audit->turns);
    put(out, audit->parts);
    for (int i = 0; i < TS_BREACH_COUNT; i++) put(out, audit->counts[i]);
    put(out, audit->found_count);
    for (uint32_t i = 0; i < audit->found_count; i++) {
        struct ts_breach_found found = audit->found[i];
        struct ts_buffer *texts[TEXTS];
        put(out, found.kind);
        put(out, found.run);
        put(out, found.turn);
        put(out, (int64_t)found.seed);
        texts_of(&found, texts);
        for (int k = 0; k < TEXTS; k++) {
            put(out, (int64_t)texts[k]->length);
            ts_buffer_add(out, texts[k]->bytes ? texts[k]->bytes : "", texts[k]->length);
        }
    }
}

static void add_found(struct ts_care_audit *audit, const char **at)
{
    struct ts_breach_found found = {.kind = (enum ts_breach)get(at)};
    struct ts_buffer *texts[TEXTS];
    found.run = get(at);
    found.turn = get(at);
    found.seed = (uint64_t)get(at);
    texts_of(&found, texts);
    for (int k = 0; k < TEXTS; k++) {
        size_t length = (size_t)get(at);
        ts_buffer_add(texts[k], *at, length);
        *at += length;
    }
    ts_care_audit_add_found(audit, &found);
}

void ts_care_audit_add(struct ts_care_audit *audit, const char **at)
{
    audit->runs += get(at);
    audit->turns += get(at);
    audit->parts += get(at);
    for (int i = 0; i < TS_BREACH_COUNT; i++) audit->counts[i] += get(at);
    for (int64_t count = get(at); count; count--) add_found(audit, at);
}

// --- told

static void tell_path(const struct ts_buffer *path, struct ts_buffer *json)
{
    ts_json_key(json, "path");
    ts_json_lines(json, path->bytes ? path->bytes : "", path->length ? path->length - 1 : 0);
}

static void tell_found(const struct ts_care_audit *audit, struct ts_buffer *json)
{
    ts_json_key(json, "violations");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < audit->found_count; i++) {
        const struct ts_breach_found *found = &audit->found[i];
        ts_json_open(json, '{');
        ts_json_field_text(json, "kind", kinds[found->kind]);
        tell_path(&found->path, json);
        ts_json_field_text(json, "place", found->place.bytes);
        ts_json_field_int(json, "run", found->run);
        ts_json_field_text(json, "scene", found->scene.bytes);
        ts_json_field_int(json, "seed", (int64_t)found->seed);
        ts_json_field_int(json, "turn", found->turn);
        ts_json_field_text(json, "what", found->what.bytes);
        ts_json_close(json, '}');
    }
    ts_json_close(json, ']');
}

void ts_care_audit_json(const struct ts_care_audit *audit, struct ts_buffer *json)
{
    ts_json_open(json, '{');
    ts_json_field_int(json, "boundaries", audit->counts[TS_BREACH_BOUNDARY]);
    ts_json_field_int(json, "ceiling", audit->counts[TS_BREACH_CEILING]);
    ts_json_field_int(json, "dead_ends", audit->counts[TS_BREACH_DEAD_END]);
    ts_json_field_int(json, "far_from_rest", audit->counts[TS_BREACH_REST]);
    ts_json_field_int(json, "parts", audit->parts);
    ts_json_field_int(json, "runs", audit->runs);
    ts_json_field_int(json, "turns", audit->turns);
    tell_found(audit, json);
    ts_json_field_int(json, "warnings", audit->counts[TS_BREACH_WARNING]);
    ts_json_close(json, '}');
}
