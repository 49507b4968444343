// check_mention.c - which names scripts and conditions use, gathered once for all that ask
#include <ctype.h>
#include <string.h>

#include "base/hash.h"
#include "lua/check.h"

struct gathering {
    struct ts_build *build;
    struct ts_check_mentions *mentions;
    const struct ts_lua_pack *pack;
    const struct ts_story *story; // of a condition
    uint32_t story_index;
    bool is_condition;
};

static uint64_t key_of(const char *name, size_t length)
{
    return ts_hash_fast(name, length) | UINT64_C(1) << 63;
}

static void note(struct gathering *gathering, const char *text, size_t length, enum ts_mention how)
{
    *ts_map_add(&gathering->mentions->names, key_of(text, length)) |= how;
}

enum ts_mention ts_check_mentioned(const struct ts_check_mentions *mentions, const char *name, size_t length)
{
    const uint64_t *at = ts_map_find(&mentions->names, key_of(name, length));
    return at ? (enum ts_mention)*at : 0;
}

// --- strings: "warm_nights", "harbour:lamps/east", "lamps/"

static bool is_key_byte(char c)
{
    return islower((unsigned char)c) || isdigit((unsigned char)c) || c == '_' || c == '-';
}

static void note_spelt(struct gathering *gathering, const char *text, size_t length)
{
    if (length > 400) return;
    for (size_t i = 0; i < length; i++)
        if (isspace((unsigned char)text[i])) return;
    for (size_t i = 0; i < length;) {
        size_t start = i;
        while (i < length && is_key_byte(text[i])) i++;
        if (i > start) note(gathering, text + start, i - start, TS_MENTION_SPELT);
        else i++;
    }
}

static void read_string(struct gathering *gathering, const struct ts_script_word *word)
{
    const char *text;
    size_t length;
    bool is_index = ts_word_is(&word[-1], "[") && ts_word_is(&word[1], "]");
    if (!ts_word_string(word, &text, &length)) return;
    if (is_index && ts_word_is(&word[2], "=")) note(gathering, text, length, TS_MENTION_WRITTEN);
    else note_spelt(gathering, text, length);
}

// --- names

// `run.vars` handed on whole, or with a key that shows only in play.
static bool is_open(const struct ts_script_word *word)
{
    if (!ts_word_is(&word[-1], ".") || !ts_word_is(&word[-2], "run")) return false;
    if (ts_word_is(&word[1], "[")) return word[2].token.kind != TS_TOKEN_STRING || !ts_word_is(&word[3], "]");
    return !ts_word_is(&word[1], ".");
}

static void read_variable(struct gathering *gathering, const struct ts_script_word *word)
{
    char name[128];
    const uint64_t *slot;
    size_t length = word->token.length < sizeof name ? word->token.length : sizeof name - 1;
    memcpy(name, word->token.at, length);
    ts_symbol symbol = ts_symbol_find(gathering->build->symbols, name, length);
    if (!symbol || !gathering->story || !(slot = ts_map_find(&gathering->story->var_by_name, symbol))) return;
    *ts_map_add(&gathering->mentions->reads, (uint64_t)gathering->story->id << 32 | *slot) = 1;
}

static void read_name(struct gathering *gathering, const struct ts_script_word *word)
{
    bool is_field = ts_word_is(&word[-1], ".");
    if (ts_word_is(word, "vars") && is_open(word)) gathering->mentions->has_open_vars[gathering->pack->index] = true;
    if (ts_word_is(word, "own") && is_open(word)) gathering->mentions->has_open_own[gathering->pack->index] = true;
    if (is_field) note(gathering, word->token.at, word->token.length, ts_word_is(&word[1], "=") ? TS_MENTION_WRITTEN : TS_MENTION_READ);
    else if (gathering->is_condition) read_variable(gathering, word);
}

static void read_word(void *self, const struct ts_script_word *word)
{
    if (word->token.kind == TS_TOKEN_STRING) read_string(self, word);
    if (word->token.kind == TS_TOKEN_NAME) read_name(self, word);
}

static void read_condition(struct gathering *gathering, const struct ts_check *check)
{
    struct ts_lua_source source = {.text = check->source, .length = check->length};
    gathering->pack = check->pack;
    gathering->story = check->story;
    gathering->is_condition = true;
    ts_script_each_word(&source, read_word, gathering);
}

void ts_check_gather(struct ts_build *build, struct ts_check_mentions *mentions)
{
    const struct ts_content *content = &build->host->content;
    struct gathering gathering = {.build = build, .mentions = mentions};
    mentions->has_open_vars = ts_arena_get(build->scratch, content->pack_count + 1);
    mentions->has_open_own = ts_arena_get(build->scratch, content->pack_count + 1);
    for (uint32_t i = 0; i < content->pack_count; i++) {
        gathering.pack = &build->host->packs[i];
        for (uint32_t k = 0; k < gathering.pack->source_count; k++)
            if (gathering.pack->sources[k].text) ts_script_each_word(&gathering.pack->sources[k], read_word, &gathering);
    }
    for (uint32_t i = 0; i < build->checks.count; i++) read_condition(&gathering, build->checks.items[i]);
}

void ts_check_mentions_clear(struct ts_check_mentions *mentions)
{
    ts_map_clear(&mentions->names);
    ts_map_clear(&mentions->reads);
}
