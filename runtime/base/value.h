// value.h - what variables and world keys hold
#ifndef TS_BASE_VALUE_H
#define TS_BASE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "base/symbol.h"

// An immutable, counted string. `symbol` is not 0 for authored texts, which stores intern.
struct ts_text {
    uint32_t refs;
    ts_symbol symbol;
    uint32_t length;
    char bytes[]; // NUL-terminated UTF-8 without NUL inside
};

struct ts_text *ts_text_new(const char *bytes, size_t length);       // refs 1, symbol 0
struct ts_text *ts_text_keep(struct ts_text *text);                  // one reference more; NULL stays NULL
void ts_text_drop(struct ts_text *text);                             // one less; NULL is fine

enum ts_type { TS_NIL, TS_BOOL, TS_INT, TS_REAL, TS_TEXT, TS_TREE };

// A scalar, a text, or a tree: a list or a map with string keys, held by value as its canonical encoding (see canon.h).
struct ts_value {
    enum ts_type type;
    union {
        bool boolean;
        int64_t integer;
        double real;           // finite
        struct ts_text *text;  // TS_TEXT: the words; TS_TREE: canonical JSON
    };
};

enum { TS_VALUE_MAX = 64 * 1024 }; // bytes of one variable's encoding (design, "Values")

static inline struct ts_value ts_value_nil(void) { return (struct ts_value){.type = TS_NIL}; }
static inline struct ts_value ts_value_bool(bool b) { return (struct ts_value){.type = TS_BOOL, .boolean = b}; }
static inline struct ts_value ts_value_int(int64_t i) { return (struct ts_value){.type = TS_INT, .integer = i}; }
static inline struct ts_value ts_value_real(double r) { return (struct ts_value){.type = TS_REAL, .real = r}; }
struct ts_value ts_value_text(const char *bytes, size_t length);     // a new text

struct ts_value ts_value_keep(struct ts_value value);                // one reference more, returned
void ts_value_drop(struct ts_value *value);                          // one less; becomes nil
bool ts_value_is_equal(struct ts_value a, struct ts_value b);        // same type and same bytes; 1 and 1.0 differ
bool ts_value_is_true(struct ts_value value);                        // Lua's truth: all but nil and false

// The canonical encoding, appended: JSON with sorted keys, integers as integers, doubles that read back as the same
// double and always show a `.` or an exponent. nil is `null`.
void ts_value_encode(struct ts_value value, struct ts_buffer *out);
// Reads an encoding back. TS_DATA when it is not canonical JSON of a value.
enum ts_status ts_value_decode(const char *bytes, size_t length, struct ts_value *out, struct ts_err *err) TS_MUST_USE;
// How a value reads in a story's text: `true`, `3`, `2.5`, the words themselves; a tree as its encoding.
void ts_value_print(struct ts_value value, struct ts_buffer *out);

#endif
