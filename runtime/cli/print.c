// print.c - the only way out: data to standard output, talk to standard error
#include "cli/print.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <utf8proc.h>

// A full pipe of a reader that asked for non-blocking reads is waited for.
static enum ts_status write_some(const char *bytes, size_t length, size_t *written, struct ts_err *err)
{
    ssize_t count = write(STDOUT_FILENO, bytes, length);
    *written = count > 0 ? (size_t)count : 0;
    if (count >= 0 || errno == EINTR) return TS_OK;
    if (errno == EAGAIN) {
        struct pollfd ready = {.fd = STDOUT_FILENO, .events = POLLOUT};
        poll(&ready, 1, -1);
        return TS_OK;
    }
    if (errno == EPIPE) return ts_err_set(err, TS_INTERRUPTED, "%s", "");
    return ts_err_set(err, TS_IO, "cannot write to standard output: %s", strerror(errno));
}

enum ts_status ts_print(struct ts_buffer *out, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (size_t at = 0, written; at < out->length && !status; at += written)
        status = write_some(out->bytes + at, out->length - at, &written, err);
    out->length = 0;
    return status;
}

enum ts_status ts_print_line(struct ts_buffer *out, struct ts_err *err)
{
    ts_buffer_add_byte(out, '\n');
    return ts_print(out, err);
}

void ts_say(const struct ts_cli *cli, const char *format, ...)
{
    struct ts_err line = {0};
    va_list args;
    if (cli->globals.quiet) return;
    va_start(args, format);
    vsnprintf(line.message, sizeof line.message, format, args);
    va_end(args);
    ts_complain(&line);
}

void ts_complain_page(const struct ts_buffer *page)
{
    struct ts_buffer clean = {0};
    if (!page->length) return;
    ts_print_clean(&clean, page->bytes, page->length, true);
    fwrite(clean.bytes, 1, clean.length, stderr);
    ts_buffer_clear(&clean);
}

void ts_complain(const struct ts_err *err)
{
    struct ts_buffer line = {0};
    if (!err->message[0]) return;
    ts_buffer_add_format(&line, "turnstone: %s\n", err->message);
    ts_complain_page(&line);
    ts_buffer_clear(&line);
}

static bool is_harmful(utf8proc_int32_t character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0) || (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069) || character == 0x2028 || character == 0x2029;
}

void ts_print_clean(struct ts_buffer *out, const char *text, size_t length, bool keep_lines)
{
    utf8proc_int32_t character;
    for (size_t at = 0; at < length;) {
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(length - at), &character);
        if (size <= 0) ts_buffer_add_byte(out, '?'), size = 1;
        else if (character == '\n') ts_buffer_add_byte(out, keep_lines ? '\n' : ' ');
        else if (character == '\t') ts_buffer_add_byte(out, keep_lines ? '\t' : ' ');
        else if (!is_harmful(character)) ts_buffer_add(out, text + at, (size_t)size);
        at += (size_t)size;
    }
}
