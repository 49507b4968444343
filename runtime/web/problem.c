// problem.c - what did not work, as problem details (RFC 9457)
#include "web/problem.h"

#include <assert.h>
#include <string.h>

#include "engine/json.h"

const struct ts_problem_row ts_problem_rows[TS_PROBLEM_COUNT] = {
    [TS_PROBLEM_USAGE] = {"usage", "The request cannot be read", 400},
    [TS_PROBLEM_SIGNED_OUT] = {"signed-out", "Nobody is signed in", 401},
    [TS_PROBLEM_FORBIDDEN] = {"forbidden", "Not allowed", 403},
    [TS_PROBLEM_UNKNOWN] = {"unknown", "There is no such thing", 404},
    [TS_PROBLEM_METHOD] = {"method", "Not with this method", 405},
    [TS_PROBLEM_REFUSED] = {"refused", "Refused as things stand", 409},
    [TS_PROBLEM_CONFLICT] = {"conflict", "Another request was first", 409},
    [TS_PROBLEM_TOO_LARGE] = {"too-large", "The request is too large", 413},
    [TS_PROBLEM_TOO_MANY] = {"too-many", "Too many requests", 429},
    [TS_PROBLEM_FAILED] = {"failed", "It failed", 500},
    [TS_PROBLEM_BUSY] = {"busy", "In use elsewhere", 503},
    [TS_PROBLEM_UNAVAILABLE] = {"unavailable", "Not available at present", 503},
    [TS_PROBLEM_NOT_SAVED] = {"not-saved", "It could not be saved", 507},
};

enum ts_problem_code ts_problem_of(enum ts_status status)
{
    switch (status) {
    case TS_REFUSED: return TS_PROBLEM_REFUSED;
    case TS_USAGE: return TS_PROBLEM_USAGE;
    case TS_DATA: return TS_PROBLEM_UNKNOWN;
    case TS_UNAVAILABLE:
    case TS_INTERRUPTED: return TS_PROBLEM_UNAVAILABLE;
    case TS_CANNOT_CREATE:
    case TS_IO: return TS_PROBLEM_NOT_SAVED;
    case TS_BUSY: return TS_PROBLEM_BUSY;
    case TS_CONFLICT: return TS_PROBLEM_CONFLICT;
    case TS_FAILED:
    default: return TS_PROBLEM_FAILED;
    }
}

// A capital where the first letter is a plain one, and a full stop where none stands.
static void add_sentence(struct ts_buffer *out, const char *words)
{
    struct ts_buffer sentence = {0};
    ts_buffer_add_text(&sentence, words);
    if (sentence.length) {
        char *first = sentence.bytes, last = sentence.bytes[sentence.length - 1];
        if (*first >= 'a' && *first <= 'z') *first = (char)(*first - 'a' + 'A');
        if (!strchr(".?!", last)) ts_buffer_add_byte(&sentence, '.');
    }
    ts_json_text(out, sentence.length ? sentence.bytes : "", sentence.length);
    ts_buffer_clear(&sentence);
}

void ts_problem_write(struct ts_buffer *out, enum ts_problem_code code, const char *detail)
{
    assert(code < TS_PROBLEM_COUNT);
    const struct ts_problem_row *row = &ts_problem_rows[code];
    ts_json_open(out, '{');
    ts_json_field_text(out, "code", row->code);
    ts_json_key(out, "detail");
    add_sentence(out, detail);
    ts_json_field_int(out, "status", row->status);
    ts_json_field_text(out, "title", row->title);
    ts_json_key(out, "type");
    ts_buffer_add_format(out, "\"/problems/%s\"", row->code);
    ts_json_close(out, '}');
}
