// stream_fuzz.c - what a model answers, cut anywhere: the same words as when it comes at once, all of them whole characters
#include <stdbool.h>

#include "base/canon.h"
#include "narrator/stream.h"
#include "place.h"

enum { INPUT_MAX = 1 << 16 };

static void take(void *self, const char *bytes, size_t length)
{
    if (!ts_canon_is_text(bytes, length)) abort();
    ts_buffer_add(self, bytes, length);
}

static void read_all(const uint8_t *data, size_t size, size_t piece, struct ts_stream_reader *reader, struct ts_buffer *words)
{
    *reader = (struct ts_stream_reader){.words = take, .self = words};
    for (size_t at = 0; at < size; at += piece) ts_stream_take(reader, (const char *)data + at, size - at < piece ? size - at : piece);
    ts_stream_end(reader);
    for (const char *at = reader->failure; *at; at++)
        if ((unsigned char)*at < 0x20) abort();
    ts_stream_clear(reader);
}

// The first byte says how long the pieces are.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_stream_reader whole, cut;
    struct ts_buffer words = {0}, again = {0};
    if (!size || size > INPUT_MAX) return 0;
    read_all(data + 1, size - 1, size, &whole, &words);
    read_all(data + 1, size - 1, (size_t)data[0] % 16 + 1, &cut, &again);
    if (words.length != again.length || (words.length && memcmp(words.bytes, again.bytes, words.length))) abort();
    if (strcmp(whole.failure, cut.failure) || whole.is_done != cut.is_done || whole.is_cut != cut.is_cut || whole.tokens_out != cut.tokens_out) abort();
    ts_buffer_clear(&words);
    ts_buffer_clear(&again);
    return 0;
}
