// sql_remnant.c - where an erased person's words are still to be read: what scripts copied, found word by word
#include "store/sql_erase.h"

#include <string.h>

#include <utf8proc.h>

enum { AROUND = 32 }; // bytes shown on either side

struct found { // a term in a text
    size_t start, length;
    bool is_exact;
};

// --- words

static utf8proc_int32_t letter_at(const char *text, size_t length, size_t *size)
{
    utf8proc_int32_t letter;
    utf8proc_ssize_t read = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &letter);
    *size = read > 0 ? (size_t)read : 1;
    return read > 0 ? letter : -1;
}

// Scripts without spaces between words are of "other" letters: there any place begins a word.
static bool is_in_word(utf8proc_int32_t letter)
{
    if (letter < 0) return false;
    switch (utf8proc_category(letter)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ND: return true;
    default: return false;
    }
}

// How many bytes of the text are the term's words, however written; 0: they are not.
static size_t match(const char *text, size_t length, const struct sql_term *term)
{
    size_t at = 0, place = 0;
    while (place < term->length) {
        size_t size, term_size;
        if (at >= length) return 0;
        utf8proc_int32_t letter = letter_at(text + at, length - at, &size);
        utf8proc_int32_t wanted = letter_at(term->words + place, term->length - place, &term_size);
        if (letter != wanted && (letter < 0 || wanted < 0 || utf8proc_tolower(letter) != utf8proc_tolower(wanted))) return 0;
        at += size;
        place += term_size;
    }
    return at;
}

static bool is_word(const char *text, size_t length, bool follows_letter, size_t start, size_t matched)
{
    size_t size;
    bool begins_in = is_in_word(letter_at(text + start, length - start, &size));
    size_t last = start + matched - 1;
    while (last > start && ((unsigned char)text[last] & 0xc0) == 0x80) last--;
    bool ends_in = is_in_word(letter_at(text + last, length - last, &size));
    if (follows_letter && begins_in) return false;
    return !ends_in || start + matched >= length || !is_in_word(letter_at(text + start + matched, length - start - matched, &size));
}

// A term as it is written goes before the same in other letters.
static bool find_term(const char *text, size_t length, const struct sql_term *term, struct found *out)
{
    bool follows_letter = false, has_found = false;
    for (size_t at = 0, size; at < length; at += size) {
        size_t matched = match(text + at, length - at, term);
        if (matched && is_word(text, length, follows_letter, at, matched)) {
            bool is_exact = matched == term->length && !memcmp(text + at, term->words, matched);
            if (!has_found || is_exact) *out = (struct found){at, matched, is_exact};
            if (is_exact) return true;
            has_found = true;
        }
        follows_letter = is_in_word(letter_at(text + at, length - at, &size));
    }
    return has_found;
}

static bool find_any(const struct sql_erasure *erasure, const char *text, size_t length, struct found *out)
{
    bool has_found = false;
    for (uint32_t i = 0; i < erasure->term_count; i++) {
        struct found found;
        if (!find_term(text, length, &erasure->terms[i], &found)) continue;
        if (!has_found || found.is_exact) *out = found;
        if (found.is_exact) return true;
        has_found = true;
    }
    return has_found;
}

// --- where

struct place {
    const char *where, *words; // columns: its id, the text
    bool is_value;             // the text is a value's, of whatever type
    bool is_once;              // the same text at the same id is told once
};

// Of names, those that mention something are in a table `mention`; other texts are looked at as they come, in an order that needs no sorting.
#define EVENTS(column)                                                                                                                     \
    "SELECT format('position %d of universe \"%s\"', e.position, k.text), n.text FROM event e JOIN mention m ON m.id = e." column            \
    " JOIN name n ON n.id = m.id JOIN universe u ON u.id = e.universe JOIN name k ON k.id = u.key ORDER BY e.universe, e.position, e.seq, e.n"
#define KEYS(table)                                                                                                                        \
    "SELECT DISTINCT format('universe \"%s\"', k.text), n.text FROM " table " w JOIN mention m ON m.id = w.key "                             \
    "JOIN name n ON n.id = m.id JOIN universe u ON u.id = w.universe JOIN name k ON k.id = u.key ORDER BY 1, 2"
#define OF_RUN(column, table, key, order)                                                                                                  \
    "SELECT format('run \"%s\"', k.text), t." column " FROM " table " t JOIN run r ON r.id = t." key " JOIN name k ON k.id = r.key "         \
    "WHERE t." column " IS NOT NULL ORDER BY " order
#define NAME_OF_RUN(column, table)                                                                                                         \
    "SELECT DISTINCT format('run \"%s\"', k.text), n.text FROM " table " t JOIN mention m ON m.id = t." column                               \
    " JOIN name n ON n.id = m.id JOIN run r ON r.id = t.run JOIN name k ON k.id = r.key ORDER BY 1, 2"

static const struct place places[] = {
    {"event", EVENTS("action")},
    {"consequences", EVENTS("consequences")},
    {"event", EVENTS("care")},
    {"world value",
     "SELECT format('\"%s\" at position %d of universe \"%s\"', n.text, w.position, k.text), w.value FROM world w JOIN name n ON n.id = w.key "
     "JOIN universe u ON u.id = w.universe JOIN name k ON k.id = u.key WHERE w.value >= '' ORDER BY w.universe, w.key, w.position, w.seq",
     .is_value = true},
    {"world key", KEYS("world")},
    {"world key", KEYS("late")},
    {"claim", KEYS("claim")},
    {"universe", "SELECT n.text, n.text FROM universe u JOIN mention m ON m.id = u.key JOIN name n ON n.id = m.id ORDER BY u.id"},
    {"run", "SELECT n.text, n.text FROM run r JOIN mention m ON m.id = r.key JOIN name n ON n.id = m.id ORDER BY r.id"},
    {"variable",
     "SELECT format('\"%s\" of run \"%s\"', n.text, k.text), v.value FROM var v JOIN name n ON n.id = v.name JOIN run r ON r.id = v.run "
     "JOIN name k ON k.id = r.key WHERE v.value >= '' AND n.text IS DISTINCT FROM 'care.settings' ORDER BY v.run, v.name, v.seq",
     .is_value = true, .is_once = true},
    {"insight", NAME_OF_RUN("id", "mark")},
    {"choice", NAME_OF_RUN("pick", "act")},
    {"answer",
     "SELECT format('run \"%s\"', k.text), t.answer FROM act t JOIN run r ON r.id = t.run JOIN name k ON k.id = r.key "
     "WHERE t.kind = 1 AND t.answer IS NOT NULL ORDER BY t.universe, t.seq", // what is no turn's says how somebody else is to be treated
     .is_once = true},
    {"screen", OF_RUN("text", "run", "id", "t.id")},
    {"passage", OF_RUN("text", "passage", "run", "t.run, t.turn, t.piece"), .is_once = true},
    {"choices on screen", OF_RUN("choices", "run", "id", "t.id")},
    {"reason", OF_RUN("reason", "run", "id", "t.id")},
    {"reason of completion", OF_RUN("reason", "completion", "run", "t.run")},
    {"notes", OF_RUN("notes", "session", "run", "t.run, t.number"), .is_once = true},
    {"fault", OF_RUN("message", "fault", "run", "t.run, t.seq, t.n"), .is_once = true},
    {"evidence",
     "SELECT format('unlock \"%s\" of player \"%s\"', n.text, p.text), l.evidence FROM \"unlock\" l JOIN name n ON n.id = l.\"unlock\" "
     "JOIN name p ON p.id = l.player ORDER BY l.id"},
};

struct telling {
    struct sql_erasure *erasure;
    const struct place *place;
    struct ts_map told; // hashes of what is told once
    struct sql_statement *mention;
    ts_each_remnant *each;
    void *self;
};

static bool is_inside(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

// The words around what was found, cut between letters; the marks of a reference are left out.
static void add_around(struct ts_buffer *out, const char *text, size_t length, const struct found *found)
{
    size_t start = found->start > AROUND ? found->start - AROUND : 0, end = found->start + found->length + AROUND;
    if (end > length) end = length;
    while (start < found->start && is_inside(text[start])) start++;
    while (end < length && is_inside(text[end])) end++;
    if (start) ts_buffer_add_text(out, "…");
    for (; start < end; start++)
        if ((unsigned char)text[start] >= ' ' || text[start] == '\n') ts_buffer_add_byte(out, text[start] == '\n' ? ' ' : text[start]);
    if (end < length) ts_buffer_add_text(out, "…");
}

static bool was_told(struct telling *telling, const char *id, const char *text, size_t length)
{
    struct ts_buffer both = {0};
    if (!telling->place->is_once) return false;
    ts_buffer_add(&both, id, strlen(id) + 1);
    ts_buffer_add(&both, text, length);
    uint64_t *known = ts_map_add(&telling->told, (uint64_t)ts_sql_name_hash(0, both.bytes, both.length));
    ts_buffer_clear(&both);
    return (*known)++;
}

static void tell_text(struct telling *telling, const char *id, const char *text, size_t length)
{
    struct ts_buffer around = {0};
    struct found found;
    if (!find_any(telling->erasure, text, length, &found) || was_told(telling, id, text, length)) return;
    add_around(&around, text, length, &found);
    telling->each(telling->self, &(struct ts_remnant){telling->place->where, id, around.bytes, found.is_exact});
    ts_buffer_clear(&around);
}

static void tell_value(struct telling *telling, const char *id, struct sql_statement *row)
{
    struct ts_value value = ts_sql_get_value(row, 1);
    if (value.type == TS_TEXT || value.type == TS_TREE) tell_text(telling, id, value.text->bytes, value.text->length);
    if (value.type == TS_BOOL) tell_text(telling, id, value.boolean ? "true" : "false", value.boolean ? 4 : 5); // as it is kept
    ts_value_drop(&value);
}

static enum ts_status tell(void *self, struct sql_statement *row, struct ts_err *err)
{
    struct telling *telling = self;
    const char *id = ts_sql_get_text(row, 0);
    (void)err;
    if (telling->place->is_value) tell_value(telling, id ? id : "", row);
    else tell_text(telling, id ? id : "", ts_sql_get_text(row, 1), ts_sql_get_length(row, 1));
    return TS_OK;
}

// --- names

static enum ts_status mention(void *self, struct sql_statement *row, struct ts_err *err)
{
    struct telling *telling = self;
    struct sql_store *sql = telling->erasure->sql;
    struct found found;
    if (!find_any(telling->erasure, ts_sql_get_text(row, 1), ts_sql_get_length(row, 1), &found)) return TS_OK;
    ts_sql_int(telling->mention, 1, ts_sql_get_int(row, 0));
    return sql->link->run(sql, telling->mention, err);
}

static enum ts_status find_names(struct telling *telling, struct ts_err *err)
{
    static const char *const begin[] = {"CREATE TEMP TABLE mention(id INTEGER PRIMARY KEY)", NULL};
    enum ts_status status = ts_sql_erase_do(telling->erasure, begin, err);
    if (!status) status = ts_sql_prepare(telling->erasure->sql, "INSERT INTO mention VALUES ($1)", &telling->mention, err);
    if (!status) status = ts_sql_erase_each(telling->erasure, "SELECT id, text FROM name WHERE text IS NOT NULL ORDER BY id", mention, telling, err);
    ts_sql_free(telling->mention);
    return status;
}

enum ts_status ts_sql_each_remnant(struct sql_erasure *erasure, ts_each_remnant *each, void *self, struct ts_err *err)
{
    static const char *const end[] = {"DROP TABLE mention", NULL};
    struct telling telling = {.erasure = erasure, .each = each, .self = self};
    enum ts_status status = find_names(&telling, err);
    for (size_t i = 0; i < sizeof places / sizeof *places && !status; i++) {
        telling.place = &places[i];
        status = ts_sql_erase_each(erasure, places[i].words, tell, &telling, err);
        ts_map_clear(&telling.told);
    }
    return status ? status : ts_sql_erase_do(erasure, end, err);
}
