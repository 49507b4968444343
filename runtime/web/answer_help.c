// answer_help.c - where people are found who listen
#include <string.h>

#include "game/helpline.h"
#include "web/answer.h"
#include "web/answers.h"

struct asking { const char *country; };

static const struct ts_said asking[] = {
    {"country", TS_SAID_TEXT, false, offsetof(struct asking, country)},
    {0},
};

static void add_country(void *json, const char *country)
{
    ts_json_text(json, country, strlen(country));
}

enum ts_status ts_answer_help(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct asking said = {0};
    enum ts_status status = ts_said_read(asking, request->query, &said, err);
    if (status) return status;
    const char *line = ts_helpline(said.country, desk->engine->content->language);
    ts_json_open(&reply->body, '{');
    ts_json_key(&reply->body, "countries");
    ts_json_open(&reply->body, '[');
    ts_helpline_each(add_country, &reply->body);
    ts_json_close(&reply->body, ']');
    ts_json_field_bool(&reply->body, "is_country", ts_helpline_has(said.country));
    ts_json_key(&reply->body, "line");
    ts_json_text(&reply->body, line, strcspn(line, "\n"));
    ts_json_close(&reply->body, '}');
    return TS_OK;
}
