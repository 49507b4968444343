// visit.h - one request and its answer, without the socket between
#ifndef TS_WEB_VISIT_H
#define TS_WEB_VISIT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "web/account.h"
#include "web/password.h"
#include "web/problem.h"
#include "web/route.h"
#include "web/token.h"

enum { TS_VISIT_FIELDS_MAX = 64, TS_RESPONSE_FIELDS_MAX = 4 };

struct ts_field { const char *name, *value; };

// Which headers of safety go with an answer.
enum ts_policy { TS_POLICY_DATA, TS_POLICY_PAGE, TS_POLICY_ASSET, TS_POLICY_FIXED, TS_POLICY_REPORT, TS_POLICY_PICTURE, TS_POLICY_COUNT };

struct ts_response {
    unsigned status;       // of HTTP; 0: none yet
    enum ts_policy policy;
    const char *type;      // of the body; NULL: no body
    const char *fixed;     // the body, when it is for ever; else it is `body`
    size_t fixed_length;
    struct ts_buffer body;
    struct { const char *name; char *value; } fields[TS_RESPONSE_FIELDS_MAX];
    uint32_t field_count;
    bool is_refusal;       // worth a line in the log
    const char *why;       // for that line, words of ours for ever; NULL: the status says it
    bool closes;           // the connection: what follows on it cannot be trusted
};

enum ts_stage {
    TS_STAGE_HEAD,   // method, target and fields came
    TS_STAGE_BODY,   // the body is coming
    TS_STAGE_ASKS,   // a worker is to be asked: `ask`, with route->where and `key`; is_stream: for a stream
    TS_STAGE_SECRET, // `secret` is to be worked out, then ts_door_know is called
    TS_STAGE_DONE,   // `response` is there
};

struct ts_door;

struct ts_visit {
    struct ts_door *door;
    // What came, borrowed. `target` as it was sent, with its query; `peer` is the other side's address, without its port.
    const char *method, *target, *peer;
    struct ts_field fields[TS_VISIT_FIELDS_MAX];
    uint32_t field_count;
    bool has_more_fields;   // than that
    int64_t now;            // milliseconds since 1970
    int64_t tick;           // nanoseconds, never going back

    enum ts_stage stage;
    const char *query;      // in `target`, behind the '?'; "" when there is none
    struct ts_buffer path;  // of the target, still encoded
    struct ts_buffer body;
    size_t awaited;         // bytes of body that were announced
    struct ts_route_match match;
    char word[TS_ROUTE_WORDS_MAX][TS_IDENT_MAX + 1]; // the match's words, decoded
    json_t *given;          // the body as an object; NULL: there was none
    char token[TS_TOKEN_SIZE];      // of the session; "": signed out
    char player_id[TS_IDENT_MAX + 1], name[TS_IDENT_MAX + 1];
    enum ts_role role;      // TS_ROLE_NONE: signed out

    struct ts_buffer ask;
    struct ts_secret secret;
    char invitation[TS_INVITATION_ID_SIZE]; // the one that is being taken up, or ""
    struct ts_response response;
};

void ts_visit_clear(struct ts_visit *visit);
const char *ts_visit_field(const struct ts_visit *visit, const char *name); // the first of this name, whatever its case; NULL: none
uint32_t ts_visit_count(const struct ts_visit *visit, const char *name);    // of the fields of this name
bool ts_visit_is_safe(const struct ts_visit *visit);                        // GET or HEAD

// --- answering: each ends the visit
void ts_visit_refuse(struct ts_visit *visit, enum ts_problem_code code, const char *format, ...) TS_PRINTF(3, 4);
void ts_visit_retry(struct ts_visit *visit, enum ts_problem_code code, int seconds, const char *format, ...) TS_PRINTF(4, 5); // with Retry-After
// JSON that stands in `response.body`.
void ts_visit_answer(struct ts_visit *visit, unsigned status);
void ts_visit_nothing(struct ts_visit *visit); // 204
// A page of one sentence, for people; plain text of ours, it is escaped.
void ts_visit_tell(struct ts_visit *visit, unsigned status, const char *sentence);
void ts_visit_add_field(struct ts_visit *visit, const char *name, const char *format, ...) TS_PRINTF(3, 4);

#endif
