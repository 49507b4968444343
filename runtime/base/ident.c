// ident.c - which names and ids are allowed
#include "base/ident.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
}

bool ts_ident_is_name(const char *bytes, size_t length)
{
    if (length == 0 || length > TS_IDENT_MAX) return false;
    for (size_t i = 0; i < length; i++)
        if (!is_name_byte(bytes[i])) return false;
    return true;
}

bool ts_ident_is_key(const char *bytes, size_t length)
{
    size_t start = 0;
    if (length == 0 || length > TS_IDENT_MAX) return false;
    for (size_t i = 0; i <= length; i++) {
        if (i < length && bytes[i] != '/') continue;
        if (!ts_ident_is_name(bytes + start, i - start)) return false;
        start = i + 1;
    }
    return true;
}

// Why a character may not stand in what people read, or NULL.
static const char *forbidden(utf8proc_int32_t character)
{
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_CC:
        return "a control character";
    case UTF8PROC_CATEGORY_CF:
        return "an invisible format character";
    case UTF8PROC_CATEGORY_CO:
        return "a private-use character";
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CN:
        return "a character that is none";
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return "a line break";
    default:
        return utf8proc_get_property(character)->ignorable ? "an invisible character" : NULL;
    }
}

static bool is_space(utf8proc_int32_t character)
{
    return utf8proc_category(character) == UTF8PROC_CATEGORY_ZS;
}

// What is wrong with the characters, or NULL; says whether spaces stand at an end.
static const char *look(const char *text, size_t length, bool *spaced)
{
    utf8proc_int32_t character = 0, first = 0;
    for (size_t i = 0; i < length;) {
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text + i, (utf8proc_ssize_t)(length - i), &character);
        const char *reason = size > 0 ? forbidden(character) : "bytes that are not UTF-8";
        if (reason) return reason;
        if (i == 0) first = character;
        i += (size_t)size;
    }
    *spaced = is_space(first) || is_space(character);
    return NULL;
}

// NFC into `out`. TS_DATA when it is no text or too long.
static enum ts_status normalise(const char *what, const char *text, char out[TS_IDENT_MAX + 1], size_t *length, struct ts_err *err)
{
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t size = -1;
    size_t given = strlen(text);
    if (given == 0) return ts_err_set(err, TS_DATA, "the %s is empty; give it at least one letter", what);
    if (given <= 4 * TS_IDENT_MAX)
        size = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)given, &composed,
                            (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (given > 4 * TS_IDENT_MAX || size > TS_IDENT_MAX) {
        free(composed);
        return ts_err_set(err, TS_DATA, "the %s is too long; use at most %d bytes", what, TS_IDENT_MAX);
    }
    if (size == UTF8PROC_ERROR_NOMEM) return ts_err_set(err, TS_IO, "not enough memory for the %s", what);
    if (size <= 0) {
        free(composed);
        return ts_err_set(err, TS_DATA, "the %s holds bytes that are not UTF-8; type it anew", what);
    }
    memcpy(out, composed, (size_t)size);
    out[size] = '\0';
    *length = (size_t)size;
    free(composed);
    return TS_OK;
}

static enum ts_status read(const char *what, const char *text, char out[TS_IDENT_MAX + 1], size_t *length, bool *spaced, struct ts_err *err)
{
    enum ts_status status = normalise(what, text, out, length, err);
    const char *reason;
    if (status) return status;
    reason = look(out, *length, spaced);
    if (reason) return ts_err_set(err, TS_DATA, "the %s holds %s; leave it out", what, reason);
    return TS_OK;
}

enum ts_status ts_ident_check_remark(const char *what, const char *text, size_t length, struct ts_err *err)
{
    utf8proc_int32_t character;
    if (length > TS_REMARK_MAX) return ts_err_set(err, TS_DATA, "the %s is too long; use at most %d bytes", what, TS_REMARK_MAX);
    for (size_t i = 0; i < length;) {
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text + i, (utf8proc_ssize_t)(length - i), &character);
        if (size <= 0) return ts_err_set(err, TS_DATA, "the %s holds bytes that are not UTF-8; use plain text", what);
        if (utf8proc_category(character) == UTF8PROC_CATEGORY_CC)
            return ts_err_set(err, TS_DATA, "the %s holds a control character; leave it out", what);
        i += (size_t)size;
    }
    return TS_OK;
}

enum ts_status ts_ident_read(const char *what, const char *text, char out[TS_IDENT_MAX + 1], struct ts_err *err)
{
    size_t length;
    bool spaced;
    enum ts_status status = read(what, text, out, &length, &spaced, err);
    if (status) return status;
    if (spaced) return ts_err_set(err, TS_DATA, "the %s \"%s\" begins or ends with a space; leave it out", what, out);
    if (strpbrk(out, "/\\")) return ts_err_set(err, TS_DATA, "the %s \"%s\" holds a slash; use \"-\" or \"_\" instead", what, out);
    if (strcmp(out, ".") == 0 || strcmp(out, "..") == 0) return ts_err_set(err, TS_DATA, "the %s cannot be \"%s\"; use letters", what, out);
    return TS_OK;
}

enum ts_status ts_ident_read_title(const char *what, const char *text, char out[TS_IDENT_MAX + 1], struct ts_err *err)
{
    size_t length, start;
    bool spaced;
    enum ts_status status = read(what, text, out, &length, &spaced, err);
    if (status) return status;
    start = strspn(out, " ");
    while (length > start && out[length - 1] == ' ') length--;
    if (length == start) return ts_err_set(err, TS_DATA, "the %s is only spaces; give it at least one letter", what);
    if (strchr(out, '\\')) return ts_err_set(err, TS_DATA, "the %s \"%s\" holds a backslash; leave it out", what, out);
    memmove(out, out + start, length - start);
    out[length - start] = '\0';
    return TS_OK;
}
