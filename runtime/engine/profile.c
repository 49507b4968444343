// profile.c - where the packs' scripts spent their steps and time
#include "engine/profile.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct row {
    const struct ts_call_info *info;
    uint64_t asked;
    int64_t steps, nanos;
};

struct rows {
    struct row *items;
    uint32_t count;
    struct row all;
};

// By steps, which are the same every time; then in the order of content.
static int compare(const void *a, const void *b)
{
    const struct row *one = a, *other = b;
    if (one->steps != other->steps) return one->steps < other->steps ? 1 : -1;
    if (one->asked != other->asked) return one->asked < other->asked ? 1 : -1;
    return one->info < other->info ? -1 : one->info > other->info;
}

static struct rows collect(const struct ts_engine *engine, const struct ts_watching *watching)
{
    struct rows rows = {.items = ts_memory_get((watching->count + 1) * sizeof *rows.items)};
    for (uint32_t i = 1; i < watching->count; i++) {
        const struct ts_watched *call = &watching->calls[i];
        if (!call->asked) continue;
        struct row row = {&engine->content->calls[i], call->asked, ts_watched_steps(call), ts_watched_nanos(call)};
        rows.items[rows.count++] = row;
        rows.all.asked += row.asked;
        rows.all.steps += row.steps;
        rows.all.nanos += row.nanos;
    }
    if (rows.count) qsort(rows.items, rows.count, sizeof *rows.items, compare);
    return rows;
}

static double share(int64_t part, int64_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void write_row(const struct ts_engine *engine, const struct row *row, const struct row *all, struct ts_buffer *out)
{
    struct ts_symbols *symbols = engine->symbols;
    ts_buffer_add_format(out, "%5.1f %%  %12" PRId64 "  %9.1f  %10.1f  %8.2f  %10" PRIu64 "  %s (%s:%u)\n", share(row->steps, all->steps), row->steps,
                         (double)row->steps / (double)row->asked, (double)row->nanos / 1000, (double)row->nanos / 1000 / (double)row->asked,
                         row->asked, ts_symbol_text(symbols, row->info->role), ts_symbol_text(symbols, row->info->place.file),
                         row->info->place.line);
}

void ts_profile_write_text(const struct ts_engine *engine, const struct ts_watching *watching, struct ts_buffer *out)
{
    struct rows rows = collect(engine, watching);
    ts_buffer_add_text(out, "share         steps     a call          us    a call       calls  what\n");
    for (uint32_t i = 0; i < rows.count; i++) write_row(engine, &rows.items[i], &rows.all, out);
    ts_buffer_add_format(out, "%u functions and conditions, %" PRIu64 " calls, %" PRId64 " steps, %.1f ms\n", rows.count, rows.all.asked,
                         rows.all.steps, (double)rows.all.nanos / 1e6);
    free(rows.items);
}

// A frame of a stack holds neither ';', which parts frames, nor a line's end.
static void write_frame(struct ts_buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) ts_buffer_add_byte(out, text[i] == ';' || text[i] == '\n' ? ',' : text[i]);
}

// Of "when of harbour:lantern/quay/light" what stands behind the last " of ", without its last part; all of it where there is no part.
static void write_owner(struct ts_buffer *out, const char *role)
{
    const char *owner = role, *last;
    for (const char *next = strstr(role, " of "); next; next = strstr(owner, " of ")) owner = next + 4;
    last = strrchr(owner, '/');
    if (owner == role) return;
    write_frame(out, owner, last && strchr(owner, '/') != last ? (size_t)(last - owner) : strlen(owner));
    ts_buffer_add_byte(out, ';');
}

void ts_profile_write_folded(const struct ts_engine *engine, const struct ts_watching *watching, struct ts_buffer *out)
{
    struct rows rows = collect(engine, watching);
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct ts_call_info *info = rows.items[i].info;
        const char *role = ts_symbol_text(engine->symbols, info->role);
        if (!rows.items[i].steps) continue;
        ts_buffer_add_format(out, "%s;", ts_symbol_text(engine->symbols, engine->content->packs[info->pack].name));
        write_owner(out, role);
        write_frame(out, role, strlen(role));
        ts_buffer_add_format(out, " %s:%u %" PRId64 "\n", ts_symbol_text(engine->symbols, info->place.file), info->place.line, rows.items[i].steps);
    }
    free(rows.items);
}
