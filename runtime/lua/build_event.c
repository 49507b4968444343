// build_event.c - deeds: what taking a choice or an offered storylet writes on the timeline
#include "lua/kinds.h"

struct deed {
    const struct ts_prose *first, *action, *consequences;
    bool major;
    const char *place;
    struct ts_care care;
};

const struct ts_field ts_event_fields[] = {
    {"[1]", ts_read_text, offsetof(struct deed, first), false, "the deed"},
    {"action", ts_read_text, offsetof(struct deed, action), false, "the deed: what the character does"},
    {"consequences", ts_read_text, offsetof(struct deed, consequences), false, "what comes of it"},
    {"major", ts_read_bool, offsetof(struct deed, major), false, "seen by all, not only in the same place"},
    {"place", ts_read_words, offsetof(struct deed, place), false, "where it happens; the scene's place unless told"},
    {"intensity", ts_read_share, offsetof(struct deed, care.intensity), false, "0 to 1, of who reads of it; that of its choice and scene unless told"},
    {"themes", ts_read_themes, offsetof(struct deed, care.themes), false, "what it touches, of who reads of it; that of its choice and scene unless told", "string[]"},
    {NULL, NULL, 0, false, NULL},
};

void ts_read_event(struct ts_scope *scope, void *to)
{
    static const struct ts_field *const tables[] = {ts_event_fields, NULL};
    struct ts_draft_event *event = to;
    struct deed deed = {.care = ts_care_none()};
    const char *path = scope->path, *first = scope->first;
    scope->path = ts_build_format(scope->build, "%s/event", path ? path : scope->what);
    scope->first = "action";
    if (lua_istable(scope->L, -1)) {
        ts_fields_check(scope, tables);
        ts_fields_read(scope, ts_event_fields, &deed);
    } else {
        ts_read_text(scope, &deed.action);
    }
    scope->path = path;
    scope->first = first;
    if (!deed.action) deed.action = deed.first;
    if (!deed.action && lua_istable(scope->L, -1))
        ts_scope_problem(scope, "missing-field", NULL, "the event of \"%s\" has no \"action\"", scope->what);
    event->text = ts_arena_get(scope->build->keep, sizeof *event->text);
    *event->text = (struct ts_event_text){.action = deed.action, .consequences = deed.consequences, .major = deed.major, .care = ts_care_keep_own(scope, &deed.care)};
    event->place = deed.place;
}
