// visit.c - one request and its answer, without the socket between
#include "web/visit.h"

#include <assert.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"

void ts_visit_clear(struct ts_visit *visit)
{
    for (uint32_t i = 0; i < visit->response.field_count; i++) free(visit->response.fields[i].value);
    if (visit->body.bytes) sodium_memzero(visit->body.bytes, visit->body.room); // it may have held a password
    ts_buffer_clear(&visit->response.body);
    ts_buffer_clear(&visit->path);
    ts_buffer_clear(&visit->body);
    ts_buffer_clear(&visit->ask);
    json_decref(visit->given);
    sodium_memzero(&visit->secret, sizeof visit->secret);
}

const char *ts_visit_field(const struct ts_visit *visit, const char *name)
{
    for (uint32_t i = 0; i < visit->field_count; i++)
        if (!strcasecmp(visit->fields[i].name, name)) return visit->fields[i].value;
    return NULL;
}

uint32_t ts_visit_count(const struct ts_visit *visit, const char *name)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < visit->field_count; i++) count += !strcasecmp(visit->fields[i].name, name);
    return count;
}

bool ts_visit_is_safe(const struct ts_visit *visit)
{
    return !strcmp(visit->method, "GET") || !strcmp(visit->method, "HEAD");
}

// --- answering

static void end(struct ts_visit *visit, unsigned status, const char *type, enum ts_policy policy)
{
    visit->stage = TS_STAGE_DONE;
    visit->response.status = status;
    visit->response.type = type;
    visit->response.policy = policy;
}

void ts_visit_add_field(struct ts_visit *visit, const char *name, const char *format, ...)
{
    struct ts_response *response = &visit->response;
    struct ts_buffer value = {0};
    char text[512];
    va_list args;
    assert(response->field_count < TS_RESPONSE_FIELDS_MAX);
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ts_buffer_add_text(&value, text);
    response->fields[response->field_count].name = name;
    response->fields[response->field_count++].value = ts_buffer_take(&value);
}

static void refuse(struct ts_visit *visit, enum ts_problem_code code, const char *format, va_list args)
{
    char detail[TS_ERR_SIZE];
    vsnprintf(detail, sizeof detail, format, args);
    visit->response.body.length = 0;
    ts_problem_write(&visit->response.body, code, detail);
    visit->response.is_refusal = true;
    end(visit, ts_problem_rows[code].status, "application/problem+json", TS_POLICY_DATA);
}

void ts_visit_refuse(struct ts_visit *visit, enum ts_problem_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    refuse(visit, code, format, args);
    va_end(args);
}

void ts_visit_retry(struct ts_visit *visit, enum ts_problem_code code, int seconds, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    refuse(visit, code, format, args);
    va_end(args);
    ts_visit_add_field(visit, "Retry-After", "%d", seconds);
}

void ts_visit_answer(struct ts_visit *visit, unsigned status)
{
    end(visit, status, "application/json", TS_POLICY_DATA);
}

void ts_visit_nothing(struct ts_visit *visit)
{
    end(visit, 204, NULL, TS_POLICY_DATA);
}

static void add_escaped(struct ts_buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '<') ts_buffer_add_text(out, "&lt;");
        else if (*text == '&') ts_buffer_add_text(out, "&amp;");
        else ts_buffer_add_byte(out, *text);
    }
}

void ts_visit_tell(struct ts_visit *visit, unsigned status, const char *sentence)
{
    struct ts_buffer *page = &visit->response.body;
    page->length = 0;
    ts_buffer_add_text(page, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                             "<meta name=\"color-scheme\" content=\"light dark\"><title>Turnstone</title></head>\n<body><main><p>");
    add_escaped(page, sentence);
    ts_buffer_add_text(page, "</p></main></body></html>\n");
    visit->response.is_refusal = status >= 400;
    end(visit, status, "text/html; charset=utf-8", TS_POLICY_PAGE);
}
