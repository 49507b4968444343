// check.h - what is looked for in content when nothing is played: the files of check share this
#ifndef TS_LUA_CHECK_H
#define TS_LUA_CHECK_H

#include "lua/fields.h"
#include "lua/script_word.h"

// --- check_told.c: words that no player is to read
struct ts_check_hole { // a condition or value in a text
    const char *from, *to;
};
void ts_check_told(struct ts_scope *scope, const char *text, size_t length, const struct ts_list *holes);
void ts_check_titles(struct ts_build *build);

// --- check_mention.c: which names the scripts and conditions use, gathered once
enum ts_mention {
    TS_MENTION_READ = 1,    // `.name`, or `world.name` in a condition
    TS_MENTION_WRITTEN = 2, // `.name =`
    TS_MENTION_SPELT = 4    // a string without blanks has the word
};
struct ts_check_mentions {
    struct ts_map names;       // hash of a name -> enum ts_mention, or'ed
    struct ts_map reads;       // a story's id << 32 | 1 + slot -> 1: a condition or text reads the variable
    bool *has_open_vars;       // by pack: hands `run.vars` or fields of it about in a way that says no names
    bool *has_open_own;
};
void ts_check_gather(struct ts_build *build, struct ts_check_mentions *mentions);
enum ts_mention ts_check_mentioned(const struct ts_check_mentions *mentions, const char *name, size_t length); // 0: nowhere
void ts_check_mentions_clear(struct ts_check_mentions *mentions);

// --- each of these looks for one kind of thing
void ts_check_ways(struct ts_build *build);
void ts_check_care(struct ts_build *build);
void ts_check_vars(struct ts_build *build, const struct ts_check_mentions *mentions);
void ts_check_types(struct ts_build *build, const struct ts_check_mentions *mentions);
void ts_check_labels(struct ts_build *build);
void ts_check_scripts(struct ts_build *build); // names in scripts

#endif
