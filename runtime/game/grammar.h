// grammar.h - rules that tell a moment by themselves: seeded, offline, the same for the same seed
#ifndef TS_GAME_GRAMMAR_H
#define TS_GAME_GRAMMAR_H

#include "base/buffer.h"
#include "base/status.h"
#include "game/content.h"
#include "game/view.h"

struct ts_alternative {
    const struct ts_prose *words;
    ts_call when;        // 0: always
    double weight;       // > 0
    ts_symbol is;        // what agrees with it goes by this; 0: nothing
    struct ts_place place;
    uint32_t hash;       // of its sentence, see ts_spoken_hash, when nothing can change it; 0: it depends
    bool is_dead;        // it needs a rule that is not there, or that never ends
};

struct ts_rule {
    ts_symbol name;      // "weather"
    struct ts_alternative *alternatives;
    uint32_t count;
    bool ends;           // an alternative of it does; found by ts_grammars_link
    bool is_used;        // by another rule, or to begin with
    struct ts_place place;
};

struct ts_grammar {
    ts_symbol id, name;  // "harbour:quay", "quay"
    struct ts_rule *rules;
    uint32_t rule_count;
    struct ts_map rule_by_name; // symbol -> index + 1
    uint32_t pack;
    struct ts_place place;
};

struct ts_rule *ts_grammar_find_rule(const struct ts_grammar *grammar, ts_symbol name); // NULL: it has none
const struct ts_grammar *ts_content_find_grammar(const struct ts_content *content, ts_symbol id);

// --- grammar_link.c
enum ts_grammar_trouble { TS_RULE_UNKNOWN, TS_RULE_ENDLESS }; // a rule is named that is not there: `name`; a rule never ends: `name` is it
typedef void ts_each_grammar_trouble(void *self, const struct ts_grammar *grammar, const struct ts_rule *rule, const struct ts_alternative *alternative,
                                     enum ts_grammar_trouble what, const char *name);
// Once all grammars are there: finds the rules that texts name, and what can never be told to its end.
void ts_grammars_link(struct ts_content *content, ts_each_grammar_trouble *each, void *self);

// --- spoken_sentence.c
enum { TS_SPOKEN_MAX = 256, TS_SPOKEN_PLACES = 1024 };
struct ts_spoken { // sentences that were told lately, by hash: a ring; zero-initialised
    uint32_t hashes[TS_SPOKEN_MAX];
    uint32_t count, next;
    uint16_t places[TS_SPOKEN_PLACES]; // by the hash's last bits: 1 + where it stands in the ring. Of two with the same bits the later one is found
};
uint32_t ts_spoken_hash(const char *sentence, size_t length); // never 0
void ts_spoken_add(struct ts_spoken *spoken, const char *text, size_t length); // each sentence of a finished text
uint32_t ts_spoken_since(const struct ts_spoken *spoken, uint32_t hash);       // how many sentences ago, from 1; 0: not lately
typedef void ts_each_sentence(void *self, const char *sentence, size_t length);
void ts_each_sentence_of(const char *text, size_t length, ts_each_sentence *each, void *self);

// --- grammar.c
struct ts_grammar_asked {
    const struct ts_narrate *narrate;
    const struct ts_buffer *facts;   // finished texts, as many as narrate->fact_count
    const struct ts_spoken *spoken;  // what is not said again if it can be helped
    const struct ts_buffer *forbidden; // what the player is spared, see struct ts_passage_rules; NULL: nothing
    uint64_t seed;                   // of run, turn and scene
    uint32_t words_min, words_max;   // for this time: a model may have told a part already
};
// Appends a finished passage: begins with narrate->start, and goes on with it until words_min is reached; not more than words_max. Nothing when no
// rule can be told to its end. `view` is in a reading phase; a condition that errs is false and a fault of view->changes, as in any text.
enum ts_status ts_grammar_tell(const struct ts_grammar_asked *asked, struct ts_view *view, struct ts_buffer *out, struct ts_err *err) TS_MUST_USE;

// Of a text in which `{@…}` stands, while a grammar tells it: what it stands for. `is`: what the alternative told is, where it is not NULL.
struct ts_prose_node;
enum ts_status ts_grammar_insert(struct ts_grammar_telling *telling, const struct ts_prose_node *node, struct ts_buffer *out, struct ts_err *err) TS_MUST_USE;
ts_symbol ts_grammar_bound_is(const struct ts_grammar_telling *telling, ts_symbol bound);

#endif
