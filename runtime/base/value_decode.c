// value_decode.c - reads a canonical encoding back, and nothing that is not canonical
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/canon.h"
#include "base/value.h"

enum { DEPTH_MAX = 64 };

struct reader {
    const char *at, *end;
    const char *problem; // the first one found
};

static bool fail(struct reader *reader, const char *problem)
{
    if (!reader->problem) reader->problem = problem;
    return false;
}

static bool is_next(const struct reader *reader, char byte)
{
    return reader->at < reader->end && *reader->at == byte;
}

static bool take(struct reader *reader, char byte)
{
    if (!is_next(reader, byte)) return false;
    reader->at++;
    return true;
}

static bool take_word(struct reader *reader, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0) return false;
    reader->at += length;
    return true;
}

// The byte that four hexadecimal digits stand for, -1 when it has no need to be escaped.
static int read_hex(struct reader *reader)
{
    char digits[5] = {0};
    char *stop;
    long byte;
    if (reader->end - reader->at < 4) return -1;
    memcpy(digits, reader->at, 4);
    byte = strtol(digits, &stop, 16);
    reader->at += 4;
    return *stop || byte <= 0 || byte >= 0x20 ? -1 : (int)byte;
}

static int read_escape(struct reader *reader)
{
    static const char letters[] = "bfnrt\"\\", bytes[] = "\b\f\n\r\t\"\\";
    char letter = reader->at < reader->end ? *reader->at++ : '\0';
    const char *found = letter ? strchr(letters, letter) : NULL;
    if (found) return (unsigned char)bytes[found - letters];
    return letter == 'u' ? read_hex(reader) : -1;
}

// Appends the words of a quoted text that starts at the reader.
static bool read_text(struct reader *reader, struct ts_buffer *words)
{
    const char *start = reader->at;
    struct ts_buffer again = {0};
    size_t before = words->length;
    bool same;
    if (!take(reader, '"')) return fail(reader, "a text is expected");
    while (reader->at < reader->end && *reader->at != '"') {
        int byte = (unsigned char)*reader->at++;
        if (byte == '\\') byte = read_escape(reader);
        if (byte <= 0) return fail(reader, "an escape is not canonical");
        ts_buffer_add_byte(words, (char)byte);
    }
    if (!take(reader, '"')) return fail(reader, "a text is not closed");
    ts_buffer_add(words, "", 0);
    if (!ts_canon_is_text(words->bytes + before, words->length - before)) return fail(reader, "a text is not UTF-8");
    ts_canon_add_text(&again, words->bytes + before, words->length - before);
    same = again.length == (size_t)(reader->at - start) && memcmp(again.bytes, start, again.length) == 0;
    ts_buffer_clear(&again);
    return same || fail(reader, "a text is not canonical");
}

static bool read_number(struct reader *reader, struct ts_value *out)
{
    struct ts_buffer again = {0};
    char digits[40] = {0};
    const char *start = reader->at;
    size_t length;
    bool same;
    while (reader->at < reader->end && strchr("+-.0123456789e", *reader->at) && *reader->at) reader->at++;
    length = (size_t)(reader->at - start);
    if (length == 0 || length >= sizeof digits) return fail(reader, "a number is not canonical");
    memcpy(digits, start, length);
    errno = 0;
    *out = strpbrk(digits, ".e") ? ts_value_real(strtod(digits, NULL)) : ts_value_int(strtoll(digits, NULL, 10));
    if (out->type == TS_REAL ? !isfinite(out->real) : errno) return fail(reader, "a number is out of range");
    ts_value_encode(*out, &again);
    same = again.length == length && memcmp(again.bytes, digits, length) == 0;
    ts_buffer_clear(&again);
    return same || fail(reader, "a number is not canonical");
}

static bool skip_inner(struct reader *reader, int depth);

static bool skip_list(struct reader *reader, int depth)
{
    if (take(reader, ']')) return true;
    do {
        if (!skip_inner(reader, depth)) return false;
    } while (take(reader, ','));
    return take(reader, ']') || fail(reader, "a list is not closed");
}

static bool is_before(const struct ts_buffer *a, const struct ts_buffer *b)
{
    size_t shared = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->bytes, b->bytes, shared);
    return order < 0 || (order == 0 && a->length < b->length);
}

// Keys stand in ascending order of their bytes, each once.
static bool skip_map(struct reader *reader, int depth)
{
    struct ts_buffer last = {0}, key = {0};
    bool fine = true, first = true;
    if (take(reader, '}')) return true;
    do {
        key.length = 0;
        fine = read_text(reader, &key);
        if (fine && !first && !is_before(&last, &key)) fine = fail(reader, "keys are not in order");
        if (fine && !take(reader, ':')) fine = fail(reader, "a \":\" is missing");
        fine = fine && skip_inner(reader, depth);
        struct ts_buffer spare = last;
        last = key, key = spare, first = false;
    } while (fine && take(reader, ','));
    ts_buffer_clear(&last);
    ts_buffer_clear(&key);
    return fine && (take(reader, '}') || fail(reader, "a map is not closed"));
}

static bool skip_text(struct reader *reader)
{
    struct ts_buffer words = {0};
    bool fine = read_text(reader, &words);
    ts_buffer_clear(&words);
    return fine;
}

static bool skip_inner(struct reader *reader, int depth)
{
    struct ts_value number;
    if (depth >= DEPTH_MAX) return fail(reader, "it is nested too deep");
    if (is_next(reader, '"')) return skip_text(reader);
    if (take(reader, '[')) return skip_list(reader, depth + 1);
    if (take(reader, '{')) return skip_map(reader, depth + 1);
    if (take_word(reader, "true") || take_word(reader, "false")) return true;
    return read_number(reader, &number);
}

static bool read_tree(struct reader *reader, struct ts_value *out)
{
    const char *start = reader->at;
    if (!skip_inner(reader, 0)) return false;
    *out = ts_value_text(start, (size_t)(reader->at - start));
    out->type = TS_TREE;
    return true;
}

static bool read_whole_text(struct reader *reader, struct ts_value *out)
{
    struct ts_buffer words = {0};
    bool fine = read_text(reader, &words);
    if (fine) *out = ts_value_text(words.bytes, words.length);
    ts_buffer_clear(&words);
    return fine;
}

static bool read_value(struct reader *reader, struct ts_value *out)
{
    if (is_next(reader, '"')) return read_whole_text(reader, out);
    if (is_next(reader, '[') || is_next(reader, '{')) return read_tree(reader, out);
    if (take_word(reader, "null")) return true;
    if (take_word(reader, "true")) return *out = ts_value_bool(true), true;
    if (take_word(reader, "false")) return *out = ts_value_bool(false), true;
    return read_number(reader, out);
}

enum ts_status ts_value_decode(const char *bytes, size_t length, struct ts_value *out, struct ts_err *err)
{
    struct reader reader = {.at = bytes, .end = bytes + length};
    *out = ts_value_nil();
    if (read_value(&reader, out) && reader.at == reader.end) return TS_OK;
    ts_value_drop(out);
    return ts_err_set(err, TS_DATA, "a stored value cannot be read: %s", reader.problem ? reader.problem : "something follows it");
}
