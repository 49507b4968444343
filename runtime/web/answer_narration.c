// answer_narration.c - how narration fares: who tells, what it cost, what went wrong
#include <string.h>

#include "web/answer.h"
#include "web/answers.h"

static const char *const kinds[] = {[TS_NARRATOR_NONE] = "none", [TS_NARRATOR_GRAMMAR] = "grammar", [TS_NARRATOR_MODEL] = "openai"};

static uint32_t count_under_way(const struct ts_desk *desk)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < desk->seat_count; i++) count += desk->seats[i]->narration != NULL;
    return count;
}

// Counts are of all workers; troubles, and what is under way, of the one that answers.
enum ts_status ts_answer_narration(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    const struct ts_narrator *narrator = desk->engine->narrator;
    struct ts_buffer *json = &reply->body;
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    if (status) return status;
    ts_json_open(json, '{');
    ts_json_field_text(json, "narrator", kinds[narrator ? narrator->kind : TS_NARRATOR_NONE]);
    if (narrator && narrator->tell) {
        ts_json_field_int(json, "run_tokens", narrator->run_tokens);
        ts_json_field_int(json, "session_tokens", narrator->session_tokens);
        ts_json_field_int(json, "wait_ms", narrator->wait_ms);
        narrator->tell(narrator, json);
    }
    ts_json_key(json, "troubles");
    ts_json_lines(json, desk->troubles.bytes ? desk->troubles.bytes : "", desk->troubles.length);
    ts_json_field_int(json, "under_way", count_under_way(desk));
    ts_json_close(json, '}');
    return TS_OK;
}
