// po.c - gettext's PO files, read line by line
#include "base/po.h"

#include <string.h>

#include "base/canon.h"
#include "base/hash.h"
#include "base/map.h"

enum field { CONTEXT, ID, STR, PREVIOUS_CONTEXT, PREVIOUS_ID, FIELD_COUNT, NO_FIELD = FIELD_COUNT };

struct reader {
    struct ts_arena *arena;
    const char *at, *end; // of the line in hand, then of what is behind its keyword
    uint32_t line;
    struct ts_buffer fields[FIELD_COUNT], comments, flags;
    bool has[FIELD_COUNT];
    bool is_obsolete;
    uint32_t id_line;
    enum field field; // that a line of text alone goes on with
    struct ts_po_entry *entries;
    uint32_t count, room;
    struct ts_po_entry *header;
    struct ts_map seen; // hash of context and id -> line
    struct ts_err *err;
};

static enum ts_status refuse(const struct reader *reader, const char *why)
{
    return ts_err_set(reader->err, TS_DATA, "%s", why);
}

// --- entries

static const char *kept(const struct reader *reader, enum field field)
{
    if (!reader->has[field]) return NULL;
    return ts_arena_copy(reader->arena, reader->fields[field].bytes ? reader->fields[field].bytes : "", reader->fields[field].length);
}

static const char *kept_words(const struct reader *reader, const struct ts_buffer *words)
{
    return ts_arena_copy(reader->arena, words->bytes ? words->bytes : "", words->length);
}

static bool has_word(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)); at += length)
        if ((at == list || strchr(", ", at[-1])) && strchr(", ", at[length])) return true;
    return false;
}

static void forget(struct reader *reader)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        reader->fields[i].length = 0;
        reader->has[i] = false;
    }
    reader->comments.length = reader->flags.length = 0;
    reader->is_obsolete = false;
    reader->field = NO_FIELD;
}

static bool is_empty(const struct reader *reader)
{
    for (int i = 0; i < FIELD_COUNT; i++)
        if (reader->has[i]) return false;
    return true;
}

static void make_room(struct reader *reader)
{
    struct ts_po_entry *more;
    if (reader->count < reader->room) return;
    reader->room = reader->room ? reader->room * 2 : 64;
    more = ts_arena_get(reader->arena, reader->room * sizeof *more);
    if (reader->count) memcpy(more, reader->entries, reader->count * sizeof *more);
    reader->entries = more;
}

static enum ts_status check_charset(const struct reader *reader, const struct ts_po_entry *header)
{
    const char *charset = strstr(header->str, "charset=");
    if (!charset || strncasecmp(charset + 8, "utf-8", 5) == 0 || strncmp(charset + 8, "CHARSET", 7) == 0) return TS_OK;
    return refuse(reader, "the header says that the file is not in UTF-8; save it as UTF-8");
}

// What is obsolete may be there as often as it likes.
static enum ts_status check_twice(struct reader *reader, const struct ts_po_entry *entry)
{
    uint64_t context = entry->context ? ts_hash_fast(entry->context, strlen(entry->context)) : 0;
    uint64_t *line;
    if (entry->is_obsolete) return TS_OK;
    line = ts_map_add(&reader->seen, (context * 31 + ts_hash_fast(entry->id, strlen(entry->id))) | UINT64_C(1) << 63);
    if (!*line) {
        *line = entry->line;
        return TS_OK;
    }
    return ts_err_set(reader->err, TS_DATA, "the same msgctxt and msgid are on line %u too; leave one of them out", (uint32_t)*line);
}

static enum ts_status end_entry(struct reader *reader)
{
    struct ts_po_entry entry = {.line = reader->id_line};
    enum ts_status status;
    if (is_empty(reader)) return TS_OK; // comments that belong to nothing
    if (!reader->has[ID]) return refuse(reader, "an entry has no msgid");
    if (!reader->has[STR]) return refuse(reader, "an entry has no msgstr; write msgstr \"\" when it is not translated yet");
    entry.context = kept(reader, CONTEXT);
    entry.id = kept(reader, ID);
    entry.str = kept(reader, STR);
    entry.previous = kept(reader, PREVIOUS_ID);
    entry.previous_context = kept(reader, PREVIOUS_CONTEXT);
    entry.comments = kept_words(reader, &reader->comments);
    entry.flags = kept_words(reader, &reader->flags);
    entry.is_fuzzy = has_word(entry.flags, "fuzzy");
    entry.is_obsolete = reader->is_obsolete;
    forget(reader);
    status = check_twice(reader, &entry);
    if (status) return status;
    if (!entry.context && !*entry.id && !entry.is_obsolete) {
        reader->header = ts_arena_get(reader->arena, sizeof entry);
        *reader->header = entry;
        return check_charset(reader, &entry);
    }
    if (reader->count == TS_PO_ENTRIES_MAX) return refuse(reader, "the file has more than 200000 entries; split the pack");
    make_room(reader);
    reader->entries[reader->count++] = entry;
    return TS_OK;
}

// --- texts in quotes

static int hex_of(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// "\x41" or "\101"; stands behind the backslash.
static int read_number(struct reader *reader)
{
    int value = 0, digits = 0;
    if (*reader->at == 'x')
        for (reader->at++; digits < 2 && reader->at < reader->end && hex_of(*reader->at) >= 0; digits++)
            value = value * 16 + hex_of(*reader->at++);
    else
        for (; digits < 3 && reader->at < reader->end && *reader->at >= '0' && *reader->at <= '7'; digits++)
            value = value * 8 + *reader->at++ - '0';
    return digits ? value & 255 : 0;
}

static enum ts_status read_escape(struct reader *reader, struct ts_buffer *out)
{
    static const char letters[] = "ntrabfv\"\\'?", bytes[] = "\n\t\r\a\b\f\v\"\\'?";
    const char *letter;
    int value;
    if (reader->at == reader->end) return refuse(reader, "a text ends with a backslash");
    letter = *reader->at ? strchr(letters, *reader->at) : NULL;
    if (letter) {
        ts_buffer_add_byte(out, bytes[letter - letters]);
        reader->at++;
        return TS_OK;
    }
    value = read_number(reader);
    if (!value) return refuse(reader, "a text has a backslash before what needs none; write \\\\ for a backslash");
    ts_buffer_add_byte(out, (char)value);
    return TS_OK;
}

static void skip_blanks(struct reader *reader)
{
    while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t')) reader->at++;
}

static enum ts_status read_text(struct reader *reader)
{
    struct ts_buffer *out = &reader->fields[reader->field];
    enum ts_status status = TS_OK;
    skip_blanks(reader);
    if (reader->at == reader->end || *reader->at != '"') return refuse(reader, "a text in \"quotes\" is missing");
    reader->at++;
    while (!status && reader->at < reader->end && *reader->at != '"') {
        char byte = *reader->at++;
        if (byte == '\\') status = read_escape(reader, out);
        else ts_buffer_add_byte(out, byte);
    }
    if (status) return status;
    if (reader->at == reader->end) return refuse(reader, "a text is never closed; end it with \"");
    reader->at++;
    skip_blanks(reader);
    if (reader->at != reader->end) return refuse(reader, "something stands behind the closing \" of a text; write \\\" for a quote inside");
    return TS_OK;
}

// --- lines

static bool take(struct reader *reader, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0) return false;
    reader->at += length;
    return true;
}

static enum ts_status begin_field(struct reader *reader, enum field field)
{
    enum ts_status status = TS_OK;
    if (field != STR && reader->has[STR]) status = end_entry(reader); // no empty line is needed between entries
    if (status) return status;
    if (reader->has[field]) return refuse(reader, "an entry says one thing twice, or the msgstr before it is missing");
    if (field == STR && !reader->has[ID]) return refuse(reader, "a msgstr has no msgid before it");
    if (field == CONTEXT && reader->has[ID]) return refuse(reader, "the msgctxt must stand before the msgid");
    if (field == ID) reader->id_line = reader->line;
    reader->has[field] = true;
    reader->field = field;
    return read_text(reader);
}

static enum ts_status read_entry_line(struct reader *reader, bool is_previous)
{
    skip_blanks(reader);
    if (reader->at < reader->end && *reader->at == '"') {
        if (reader->field == NO_FIELD) return refuse(reader, "a text stands alone; a keyword as msgid is missing before it");
        return read_text(reader);
    }
    if (take(reader, "msgid_plural") || take(reader, "msgstr["))
        return refuse(reader, "plural entries have no meaning here; write {n, plural, one {…} other {…}} inside the text");
    if (take(reader, "msgctxt")) return begin_field(reader, is_previous ? PREVIOUS_CONTEXT : CONTEXT);
    if (take(reader, "msgid")) return begin_field(reader, is_previous ? PREVIOUS_ID : ID);
    if (!is_previous && take(reader, "msgstr")) return begin_field(reader, STR);
    return refuse(reader, "this is no line of a PO file: msgctxt, msgid, msgstr, a text in \"quotes\" or a comment with #");
}

static void add_flags(struct reader *reader)
{
    skip_blanks(reader);
    if (reader->flags.length) ts_buffer_add_text(&reader->flags, ", ");
    ts_buffer_add(&reader->flags, reader->at, (size_t)(reader->end - reader->at));
}

// Behind the "#".
static enum ts_status read_comment(struct reader *reader)
{
    const char *start = reader->at - 1;
    enum ts_status status = TS_OK;
    bool is_obsolete = take(reader, "~"), is_previous = take(reader, "|");
    if (reader->has[STR] && !is_obsolete) status = end_entry(reader);
    if (status) return status;
    if (is_obsolete || is_previous) {
        if (is_obsolete && reader->has[STR] && !reader->is_obsolete) status = end_entry(reader);
        if (status || reader->at == reader->end) return status;
        status = read_entry_line(reader, is_previous);
        reader->is_obsolete |= is_obsolete;
        return status;
    }
    if (take(reader, ",")) add_flags(reader);
    else if (!take(reader, ":") && !take(reader, ".")) {
        ts_buffer_add(&reader->comments, start, (size_t)(reader->end - start));
        ts_buffer_add_byte(&reader->comments, '\n');
    }
    return TS_OK;
}

static enum ts_status read_line(struct reader *reader)
{
    skip_blanks(reader);
    if (reader->at == reader->end) return reader->has[STR] ? end_entry(reader) : TS_OK;
    if (take(reader, "#")) return read_comment(reader);
    return read_entry_line(reader, false);
}

static enum ts_status read_lines(struct reader *reader, const char *text, size_t length)
{
    const char *end = text + length;
    enum ts_status status = TS_OK;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) text += 3;
    while (text < end && !status) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        reader->line++;
        reader->at = text;
        reader->end = stop ? stop : end;
        text = reader->end + (stop != NULL);
        if (reader->end > reader->at && reader->end[-1] == '\r') reader->end--;
        status = read_line(reader);
    }
    return status ? status : end_entry(reader);
}

enum ts_status ts_po_read(struct ts_arena *arena, const char *text, size_t length, struct ts_po *out, uint32_t *line, struct ts_err *err)
{
    struct reader reader = {.arena = arena, .field = NO_FIELD, .err = err};
    enum ts_status status;
    *out = (struct ts_po){0};
    *line = 1;
    if (length > TS_PO_BYTES_MAX) return ts_err_set(err, TS_DATA, "the file is larger than 16 MB; split the pack");
    if (!ts_canon_is_text(text, length)) return ts_err_set(err, TS_DATA, "the file is not text in UTF-8; save it as UTF-8");
    status = read_lines(&reader, text, length);
    for (uint32_t i = 0; i < reader.count && !status; i++)
        if (!ts_canon_is_text(reader.entries[i].str, strlen(reader.entries[i].str))) {
            status = refuse(&reader, "the escapes of a msgstr make no text in UTF-8");
            reader.line = reader.entries[i].line;
        }
    *line = reader.line;
    if (!status) *out = (struct ts_po){.entries = reader.entries, .count = reader.count, .header = reader.header};
    for (int i = 0; i < FIELD_COUNT; i++) ts_buffer_clear(&reader.fields[i]);
    ts_buffer_clear(&reader.comments);
    ts_buffer_clear(&reader.flags);
    ts_map_clear(&reader.seen);
    return status;
}

// --- writing

static void add_escaped(struct ts_buffer *out, char byte)
{
    static const char bytes[] = "\n\t\r\a\b\f\v\"\\", letters[] = "ntrabfv\"\\";
    const char *found = strchr(bytes, byte);
    if (found) {
        ts_buffer_add_byte(out, '\\');
        ts_buffer_add_byte(out, letters[found - bytes]);
    } else if ((unsigned char)byte < ' ') {
        ts_buffer_add_format(out, "\\%03o", (unsigned char)byte);
    } else {
        ts_buffer_add_byte(out, byte);
    }
}

void ts_po_add_field(struct ts_buffer *out, const char *prefix, const char *keyword, const char *text)
{
    const char *first = strchr(text, '\n');
    bool is_long = first && first[1]; // then it begins on the next line, as gettext writes it
    ts_buffer_add_format(out, "%s%s \"%s", prefix, keyword, is_long ? "\"\n" : "");
    if (is_long) ts_buffer_add_format(out, "%s\"", prefix);
    for (; *text; text++) {
        add_escaped(out, *text);
        if (*text == '\n' && text[1]) ts_buffer_add_format(out, "\"\n%s\"", prefix);
    }
    ts_buffer_add_text(out, "\"\n");
}
