// stream.c - the words of a chat completion as they come over the wire
#include "narrator/stream.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/canon.h"

static void fail(struct ts_stream_reader *reader, const char *why)
{
    if (!*reader->failure) snprintf(reader->failure, sizeof reader->failure, "%s", why);
}

// One line of plain text: what is no letter of UTF-8, or a control character, becomes a space.
static void clean(const char *text, size_t length, char *out, size_t size)
{
    size_t kept = 0;
    for (size_t at = 0; at < length && kept + 5 < size;) {
        size_t bytes = ts_canon_character_size(text + at, length - at);
        bool is_plain = bytes && (unsigned char)text[at] >= 0x20 && text[at] != 0x7f && !(bytes == 2 && (unsigned char)text[at] == 0xc2 && (unsigned char)text[at + 1] < 0xa0);
        if (is_plain) memcpy(out + kept, text + at, bytes);
        else out[kept] = ' ';
        kept += is_plain ? bytes : 1;
        at += bytes ? bytes : 1;
    }
    out[kept] = '\0';
}

// {"error":{"message":…}}, {"error":"…"}, {"message":…}
static const char *find_message(const json_t *object)
{
    const json_t *error = json_object_get(object, "error");
    const json_t *message = json_object_get(json_is_object(error) ? error : object, "message");
    return json_is_string(error) ? json_string_value(error) : json_string_value(message);
}

void ts_stream_error_words(const char *body, size_t length, char *out, size_t size)
{
    json_t *object = json_loadb(body ? body : "", length, 0, NULL);
    const char *message = find_message(object);
    if (message) clean(message, strlen(message), out, size);
    else clean(body ? body : "", length, out, size < 120 ? size : 120);
    json_decref(object);
}

// --- words

static void give(struct ts_stream_reader *reader, const char *text, size_t length)
{
    if (length) reader->words(reader->self, text, length);
}

// It works, and will not say this.
static void refuse(struct ts_stream_reader *reader, const char *why)
{
    reader->is_refusal = !*reader->failure;
    fail(reader, why);
}

static void take_usage(struct ts_stream_reader *reader, const json_t *usage)
{
    const json_t *in = json_object_get(usage, "prompt_tokens"), *out = json_object_get(usage, "completion_tokens");
    if (!json_is_integer(in) || !json_is_integer(out) || json_integer_value(in) < 0 || json_integer_value(out) < 0) return;
    reader->has_usage = true;
    reader->tokens_in = json_integer_value(in);
    reader->tokens_out = json_integer_value(out);
}

static void take_reason(struct ts_stream_reader *reader, const char *reason)
{
    reader->is_done = true;
    reader->is_cut = !strcmp(reason, "length");
    if (!strcmp(reason, "content_filter")) refuse(reader, "held its answer back by its own filter");
}

static void take_choice(struct ts_stream_reader *reader, const json_t *choice)
{
    const json_t *said = json_object_get(choice, reader->is_object ? "message" : "delta");
    const json_t *content = json_object_get(said, "content"), *refusal = json_object_get(said, "refusal"), *reason = json_object_get(choice, "finish_reason");
    if (json_is_string(refusal) && json_string_length(refusal)) refuse(reader, "refused");
    if (!*reader->failure && json_is_string(content)) give(reader, json_string_value(content), json_string_length(content));
    if (json_is_string(reason)) take_reason(reader, json_string_value(reason));
}

static void take_object(struct ts_stream_reader *reader, const char *text, size_t length)
{
    json_t *object = json_loadb(text, length, 0, NULL);
    const json_t *error = json_object_get(object, "error");
    char words[160], why[200];
    reader->is_heard = true;
    if (!json_is_object(object)) fail(reader, "answered what is no JSON in UTF-8");
    else if (error && !json_is_null(error)) {
        ts_stream_error_words(text, length, words, sizeof words);
        snprintf(why, sizeof why, "broke off: %.150s", words);
        fail(reader, why);
    } else {
        const json_t *choice = json_array_get(json_object_get(object, "choices"), 0);
        if (choice) take_choice(reader, choice);
        take_usage(reader, json_object_get(object, "usage"));
        if (reader->is_object && !choice) fail(reader, "answered without any choice");
        reader->is_done |= reader->is_object; // it is whole, whether it says why it ended or not
    }
    json_decref(object);
}

// --- events: lines up to an empty one

static void end_event(struct ts_stream_reader *reader)
{
    struct ts_buffer *data = &reader->data;
    if (!data->length) return;
    if (!strcmp(data->bytes, "[DONE]")) reader->is_done = reader->is_closed = true;
    else take_object(reader, data->bytes, data->length);
    data->length = 0;
}

static void end_line(struct ts_stream_reader *reader)
{
    struct ts_buffer *line = &reader->line;
    static const char mark[] = "\xef\xbb\xbf"; // of UTF-8, at the beginning
    const char *bytes = line->length ? line->bytes : "";
    if (!reader->has_begun && !strncmp(bytes, mark, sizeof mark - 1)) bytes += sizeof mark - 1;
    reader->has_begun |= line->length > 0;
    if (!line->length) end_event(reader);
    else if (!strncmp(bytes, "data:", 5)) {
        bytes += 5 + (bytes[5] == ' ');
        if (reader->data.length) ts_buffer_add_byte(&reader->data, '\n');
        ts_buffer_add(&reader->data, bytes, (size_t)(line->bytes + line->length - bytes));
    }
    line->length = 0;
    if (reader->data.length > TS_STREAM_LINE_MAX) fail(reader, "sent an event that is too long");
}

static bool take_byte(struct ts_stream_reader *reader, char byte)
{
    bool is_break = byte == '\n' || byte == '\r', is_second = byte == '\n' && reader->has_return;
    reader->has_return = byte == '\r';
    if (is_second) return true;
    if (is_break) end_line(reader);
    else ts_buffer_add_byte(&reader->line, byte);
    if (reader->line.length > TS_STREAM_LINE_MAX) fail(reader, "sent a line that is too long");
    return !*reader->failure;
}

void ts_stream_take(struct ts_stream_reader *reader, const char *bytes, size_t length)
{
    if (reader->is_closed) return;
    reader->length += length;
    if (reader->length > TS_STREAM_BODY_MAX) fail(reader, "answered more than 1 MB");
    for (size_t i = 0; i < length && !*reader->failure && !reader->is_closed; i++) {
        bool is_first = !reader->has_begun && !reader->line.length && !reader->is_object;
        if (is_first && (bytes[i] == ' ' || bytes[i] == '\t')) continue;
        if (is_first && bytes[i] == '{') reader->is_object = true;
        if (reader->is_object) ts_buffer_add_byte(&reader->line, bytes[i]);
        else if (!take_byte(reader, bytes[i])) return;
    }
}

void ts_stream_end(struct ts_stream_reader *reader)
{
    if (*reader->failure) return;
    if (reader->is_object) take_object(reader, reader->line.bytes, reader->line.length);
    else if (reader->line.length) end_line(reader);
    if (!reader->is_object) end_event(reader);
    if (!reader->is_done) fail(reader, reader->is_heard ? "broke off before its end" : reader->length ? "answered with something that is no completion" : "answered nothing");
}

void ts_stream_clear(struct ts_stream_reader *reader)
{
    ts_buffer_clear(&reader->line);
    ts_buffer_clear(&reader->data);
}
