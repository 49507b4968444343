// source.c - a pack's script files and where in them a thing is written
//
// Tables have no memory of their lines, so the text is looked through once for `name =` and `id = "name"`. A word in prose may
// be taken for a key; the line is then a little off, which is good enough for a hint.
#include <ctype.h>
#include <string.h>

#include "base/hash.h"
#include "lua/blame.h"
#include "lua/build.h"

enum { NEAR_BYTES = 16 * 1024, SNIPPET_BYTES = 60, MENTIONS_MAX = 2000 };

struct mention {
    uint32_t line, next, last;
}; // next and last: index + 1 in mentions

struct ts_source_index {
    struct ts_map first; // hash of kind and name -> index + 1
    struct mention *mentions;
    uint32_t count, room;
    const char **lines;
    uint32_t line_count;
};

static uint64_t key_of(const char *name, size_t length, enum ts_written how)
{
    return (ts_hash_fast(name, length) << 2 | how) | UINT64_C(1) << 63;
}

static void mention(struct ts_source_index *index, struct ts_arena *arena, const char *name, size_t length, enum ts_written how, uint32_t line)
{
    uint64_t *first = ts_map_add(&index->first, key_of(name, length, how));
    if (index->count == index->room) {
        struct mention *more = ts_arena_get(arena, (index->room * 2 + 64) * sizeof *more);
        if (index->count) memcpy(more, index->mentions, index->count * sizeof *more);
        index->mentions = more;
        index->room = index->room * 2 + 64;
    }
    index->count++;
    index->mentions[index->count - 1] = (struct mention){.line = line, .last = index->count};
    if (*first) {
        struct mention *head = &index->mentions[*first - 1];
        index->mentions[head->last - 1].next = index->count;
        head->last = index->count;
    } else {
        *first = index->count;
    }
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t')) at++;
    return at;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '-';
}

static bool is_assigned(const char *at, const char *end)
{
    at = skip_blanks(at, end);
    return at < end && *at == '=' && (at + 1 == end || at[1] != '=');
}

static void note_assigned(struct ts_source_index *index, struct ts_arena *arena, const char *name, size_t length, const char *after,
                          const char *end, uint32_t line)
{
    const char *value = skip_blanks(skip_blanks(after, end) + 1, end);
    mention(index, arena, name, length, TS_WRITTEN_NAME, line);
    if (value < end && *value == '{') mention(index, arena, name, length, TS_WRITTEN_TABLE, line);
}

// A key that is no word, as in `["the quay"] =`.
static void take_key(struct ts_source_index *index, struct ts_arena *arena, const char *at, const char *end, uint32_t line)
{
    const char *name = at + 2, *close;
    if (end - at < 5 || at[0] != '[' || (at[1] != '"' && at[1] != '\'')) return;
    for (close = name; close < end && *close != at[1] && *close != '\n';) close++;
    if (end - close < 3 || close[0] != at[1] || close[1] != ']' || !is_assigned(close + 2, end)) return;
    for (const char *c = name; c < close; c++)
        if (!is_word(*c)) {
            note_assigned(index, arena, name, (size_t)(close - name), close + 2, end, line);
            return;
        }
}

// A word that is `name =`, `["name"] =` or `id = "name"`.
static const char *take_word(struct ts_source_index *index, struct ts_arena *arena, const char *at, const char *start, const char *end,
                             uint32_t line)
{
    const char *word = at, *after;
    while (at < end && is_word(*at)) at++;
    after = at;
    if (word > start && (word[-1] == '"' || word[-1] == '\'') && at + 1 < end && at[0] == word[-1] && at[1] == ']') after = at + 2;
    if (!is_assigned(after, end)) return at;
    note_assigned(index, arena, word, (size_t)(at - word), after, end, line);
    if (at - word != 2 || memcmp(word, "id", 2) != 0) return at;
    after = skip_blanks(skip_blanks(after, end) + 1, end);
    if (after < end && (*after == '"' || *after == '\'')) {
        const char *id = ++after;
        while (after < end && is_word(*after)) after++;
        mention(index, arena, id, (size_t)(after - id), TS_WRITTEN_ID, line);
    }
    return after;
}

static struct ts_source_index *index_of(struct ts_lua_source *source, struct ts_arena *arena)
{
    struct ts_source_index *index = source->index;
    const char *at = source->text, *end = at + source->length;
    uint32_t line = 1, lines = 1;
    if (index) return index;
    index = source->index = ts_arena_get(arena, sizeof *index);
    for (const char *c = at; c < end; c++) lines += *c == '\n';
    index->lines = ts_arena_get(arena, lines * sizeof *index->lines);
    index->lines[index->line_count++] = at;
    while (at < end) {
        if (is_word(*at)) {
            at = take_word(index, arena, at, source->text, end, line);
        } else if (*at == '[') {
            take_key(index, arena, at++, end, line);
        } else if (*at++ == '\n') {
            index->lines[index->line_count++] = at;
            line++;
        }
    }
    return index;
}

uint32_t ts_source_line(struct ts_lua_source *source, struct ts_arena *arena, const char *name, enum ts_written how, uint32_t line)
{
    struct ts_source_index *index = index_of(source, arena);
    uint64_t *first = ts_map_find(&index->first, key_of(name, strlen(name), how));
    uint32_t steps = 0;
    for (uint32_t i = first ? (uint32_t)*first : 0; i && steps < MENTIONS_MAX; i = index->mentions[i - 1].next, steps++)
        if (index->mentions[i - 1].line >= line) return index->mentions[i - 1].line;
    return line;
}

static uint32_t line_at(const struct ts_source_index *index, const char *at)
{
    uint32_t low = 0, high = index->line_count;
    while (high - low > 1) {
        uint32_t middle = (low + high) / 2;
        if (index->lines[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

// Where the first of `text`, up to one of `ends`, is written behind `start`.
static const char *find_snippet(const char *start, size_t near, const char *text, size_t length, const char *ends)
{
    size_t size = 0;
    while (size < length && size < SNIPPET_BYTES && !strchr(ends, text[size])) size++;
    if (size == 0) return NULL;
    for (const char *from = start, *found; (found = memmem(from, near - (size_t)(from - start), text, size)); from = found + 1)
        if (found > start && strchr("\"'[\n\t ", found[-1])) return found;
    return NULL;
}

uint32_t ts_source_line_of_text(struct ts_lua_source *source, struct ts_arena *arena, const char *text, size_t length, uint32_t line)
{
    struct ts_source_index *index = index_of(source, arena);
    const char *found, *start;
    size_t near;
    if (line == 0 || line > index->line_count) return line;
    while (length && (isspace((unsigned char)*text) || *text == '"' || *text == '\'')) text++, length--; // quotes may be escaped
    start = index->lines[line - 1];
    near = source->length - (size_t)(start - source->text);
    if (near > NEAR_BYTES) near = NEAR_BYTES;
    found = find_snippet(start, near, text, length, "\n\\");
    if (!found) found = find_snippet(start, near, text, length, "\n\\\"'");
    return found ? line_at(index, found) : line;
}

bool ts_source_has(struct ts_lua_source *source, struct ts_arena *arena, uint32_t line, const char *text, size_t length)
{
    struct ts_source_index *index = index_of(source, arena);
    if (line == 0 || line > index->line_count) return false;
    const char *start = index->lines[line - 1], *end = line < index->line_count ? index->lines[line] : source->text + source->length;
    return memmem(start, (size_t)(end - start), text, length) != NULL;
}

bool ts_source_excerpt(const struct ts_lua_source *source, uint32_t line, const char *message, struct ts_excerpt *out)
{
    if (source->shown) return ts_blame_find(source->shown, source->shown_length, line, message, out);
    return source->text && ts_blame_find(source->text, source->length, line, message, out);
}

void ts_source_forget(struct ts_lua_source *source)
{
    if (source->index) ts_map_clear(&source->index->first);
    source->index = NULL;
    ts_source_forget_strings(source);
}
