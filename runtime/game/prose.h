// prose.h - authored text: parsed once, rendered as the reader's moment asks
#ifndef TS_GAME_PROSE_H
#define TS_GAME_PROSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "game/content.h"
#include "game/view.h"

struct ts_prose;
struct ts_plurals; // base/plural.h

// Compiles a condition or expression found in text; gives a call, or TS_FAILED.
typedef enum ts_status ts_compile(void *self, const char *source, size_t length, ts_call *out, struct ts_err *err);

struct ts_prose_source {
    struct ts_arena *arena;
    ts_compile *compile; void *self;
    ts_symbol owner;            // whose visits turn its alternatives, and what shuffles are rolled for
    struct ts_symbols *symbols;
    bool has_rules;             // it is a grammar's: `{@rule}` stands for what that rule tells
    const char *language;       // it is written in, "de": whose plural forms it uses
    struct ts_plurals *plurals; // where their rules are kept; they must live as long as the text. NULL: it can have no plurals
    // Hears each placeholder as it is written: every expression and condition, "character" and "item"; may be NULL.
    void (*met)(void *self, const char *source, size_t length);
};

// Parses the sugar of design §4: paragraphs, `<>`, `{name}`, `{character}`, `{item}`, `{cond: a|b}`, `{a|b|c}` stops on the last,
// `{&a|b}` cycles, `{!a|b}` once, `{~a|b}` shuffles, `{{` a brace, nested. A condition ends at the first `:` outside quotes and
// brackets that is no method call's and stands before any `|`. As in ICU's messages: `{n, plural, =0 {none} one {# boat} other {# boats}}`
// and `{who, select, she {her} other {their}}`, whose first part is an expression and `#` its number (less what `offset:1` before the forms
// says); "other" must be there; with a `|` of its own outside of the inner braces it is alternatives. TS_FAILED says what is wrong and at which line of it.
enum ts_status ts_prose_parse(const struct ts_prose_source *source, const char *text, size_t length,
                              const struct ts_prose **out, struct ts_err *err) TS_MUST_USE;

struct ts_prose_guest { // of a part that another pack's amendment brought
    uint32_t pack;
    struct ts_place place;
    const struct ts_prose *own; // told in its stead when it errs; may be NULL
};

// One part of a text given as a list; also the whole of a text given as one string or function.
struct ts_prose_part {
    const struct ts_prose *words;   // NULL when `function` is set
    ts_call function, when, unless;
    const struct ts_prose_guest *guest; // it may err: that is kept as a fault, and the text goes on without it; NULL: the text fails
    const struct ts_care *care;     // NULL when nothing is declared
    const struct ts_prose *instead; // told to those who asked not to see it; NULL: nothing is
};
const struct ts_prose *ts_prose_of_parts(struct ts_arena *arena, const struct ts_prose_part *parts, uint32_t count);

// Makes the prose say what `other` says, before it was ever shown: a translation that turned out to be of no use.
void ts_prose_become(const struct ts_prose *prose, const struct ts_prose *other);

// The condition of a text that is one part; 0: it has none, or is several.
ts_call ts_prose_when(const struct ts_prose *prose);

// The finished text of a prose without nodes, its symbol set so that stores intern it; borrowed. NULL when it depends on anything.
struct ts_text *ts_prose_fixed(const struct ts_prose *prose);

// Appends raw paragraphs to `out`, parted by '\n', with `<>` kept as a joiner mark (see ts_prose_join). `visits` is the owner's count:
// 1 the first time it is shown.
enum ts_status ts_prose_render(const struct ts_prose *prose, struct ts_view *view, uint32_t visits, struct ts_buffer *out,
                               struct ts_err *err) TS_MUST_USE;

// Each part that says how much it may ask of its reader, those within others too.
typedef void ts_each_part(void *self, const struct ts_prose_part *part);
void ts_prose_each_part(const struct ts_prose *prose, ts_each_part *each, void *self); // NULL has none

// Appends `more` (raw, as rendered) to the finished text in `out`: joins at `<>` marks on either side, drops empty paragraphs,
// folds runs of spaces, trims paragraphs.
void ts_prose_join(struct ts_buffer *out, const char *more, size_t length);
// Ends a text: removes joiner marks left at its end.
void ts_prose_finish(struct ts_buffer *out);

// Names are stored as references: \x02 <character id> \x03. Appends the text with each replaced by what `name_of` answers.
typedef const char *ts_name_of(void *self, const char *character, size_t length);
void ts_prose_name(const char *text, size_t length, ts_name_of *name_of, void *self, struct ts_buffer *out);

#endif
