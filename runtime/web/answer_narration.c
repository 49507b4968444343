// answer_narration.c - how narration fares: who tells, what it cost, what went wrong
#include <string.h>

#include "web/answer.h"
#include "web/answers.h"

static const char *const kinds[] = {[TS_NARRATOR_NONE] = "none", [TS_NARRATOR_GRAMMAR] = "grammar", [TS_NARRATOR_MODEL] = "openai"};

enum ts_status ts_answer_narration(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    const struct ts_narrator *narrator = desk->engine->narrator;
    struct ts_buffer *json = &reply->body, troubles = {0};
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
    ts_board_read(desk->how->board, &troubles);
    ts_json_lines(json, troubles.bytes ? troubles.bytes : "", troubles.length);
    ts_json_field_int(json, "under_way", ts_board_under_way(desk->how->board));
    ts_json_close(json, '}');
    ts_buffer_clear(&troubles);
    return TS_OK;
}
