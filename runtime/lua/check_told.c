// check_told.c - words that no player is to read
#include <ctype.h>
#include <string.h>

#include "game/passage.h"
#include "lua/check.h"

enum { LONGEST = 10, FINDINGS_MAX = 50 };

// Letters beyond ASCII count as part of a word; typographic marks (U+2000 to U+206F and those of Latin-1) do not.
static bool is_letter_at(const char *at, const char *start, const char *end)
{
    unsigned char c;
    if (at < start || at >= end) return false;
    while (at > start && ((unsigned char)*at & 0xc0) == 0x80) at--;
    c = (unsigned char)*at;
    if (c < 0x80) return isalnum(c) != 0;
    if (c == 0xc2) return false;
    return !(c == 0xe2 && at + 1 < end && ((unsigned char)at[1] == 0x80 || (unsigned char)at[1] == 0x81));
}

static size_t letters_from(const char *at, const char *end)
{
    size_t length = 0;
    while (at + length < end && length <= LONGEST && isalpha((unsigned char)at[length])) length++;
    return length;
}

// How long the banned word at `at` is, in any letter case, also with an ending of its own behind an apostrophe ("shouldn't", "patient's"); 0: there is none.
static size_t find_banned(const char *at, const char *start, const char *end)
{
    char lower[LONGEST + 1];
    size_t length = letters_from(at, end);
    if (length == 0 || is_letter_at(at - 1, start, end) || is_letter_at(at + length, start, end)) return 0;
    if (length > LONGEST) return 0;
    for (size_t i = 0; i < length; i++) lower[i] = (char)tolower((unsigned char)at[i]);
    return ts_passage_is_banned(lower, length) ? length : 0;
}

static void tell(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *what, const char *word, size_t length)
{
    ts_build_warning(build, pack, place, "banned-word", "say it in the story's own words",
                     "\"%.*s\" in %s is no word for players", (int)length, word, what);
}

static struct ts_place place_in(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *text, size_t length, size_t offset)
{
    struct ts_lua_source *source = ts_build_source(pack, place);
    if (source) place.line = ts_source_line_in_text(source, build->scratch, text, length, offset, place.line);
    return place;
}

// Behind the hole that the text has at `at`; NULL: none begins there.
static const char *skip_hole(const struct ts_list *holes, const char *at)
{
    for (uint32_t i = 0; holes && i < holes->count; i++) {
        const struct ts_check_hole *hole = holes->items[i];
        if (hole->from == at) return hole->to;
    }
    return NULL;
}

static void look_through(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *what, const char *text, size_t length,
                         const struct ts_list *holes)
{
    const char *end = text + length;
    uint32_t found = 0;
    for (const char *at = text; at < end && found < FINDINGS_MAX;) {
        const char *behind = holes && (at == text || strchr("{ \t\n", at[-1])) ? skip_hole(holes, at) : NULL;
        size_t size = behind || !strchr("sStTdDpP", *at) ? 0 : find_banned(at, text, end);
        if (size) {
            tell(build, pack, place_in(build, pack, place, text, length, (size_t)(at - text)), what, at, size);
            found++;
        }
        at = behind ? behind : at + (size ? size : 1);
    }
}

void ts_check_told(struct ts_scope *scope, const char *text, size_t length, const struct ts_list *holes)
{
    look_through(scope->build, scope->pack, scope->place, ts_scope_role(scope), text, length, holes);
}

// --- titles: told as they are, without placeholders

// "{name}" in a text that is shown as it is.
static bool has_placeholder(const char *text, size_t *offset)
{
    const char *open = strchr(text, '{'), *close = open ? strchr(open, '}') : NULL;
    if (!close || close == open + 1) return false;
    *offset = (size_t)(open - text);
    return true;
}

static void check_title(struct ts_build *build, uint32_t pack, struct ts_place place, const char *field, ts_symbol of, const char *text)
{
    struct ts_lua_pack *owner = &build->host->packs[pack];
    const char *what = ts_build_format(build, "%s of %s", field, ts_build_text(build, of));
    size_t offset;
    if (!text) return;
    look_through(build, owner, place, what, text, strlen(text), NULL);
    if (has_placeholder(text, &offset))
        ts_build_warning(build, owner, place_in(build, owner, place, text, strlen(text), offset), "unresolved-placeholder",
                         "write it plainly: only texts of scenes and choices are filled in", "\"%.80s\" in %s is shown as it is written",
                         text + offset, what);
}

void ts_check_titles(struct ts_build *build)
{
    const struct ts_content *content = &build->host->content;
    for (uint32_t i = 0; i < content->story_count; i++) {
        const struct ts_story *story = content->stories[i];
        check_title(build, story->pack, story->place, "title", story->id, story->title);
    }
    for (uint32_t i = 0; i < content->skill_count; i++) {
        const struct ts_skill *skill = &content->skills[i];
        check_title(build, skill->pack, skill->place, "title", skill->id, skill->title);
        check_title(build, skill->pack, skill->place, "description", skill->id, skill->description);
    }
    for (uint32_t i = 0; i < content->unlock_count; i++) {
        const struct ts_unlock *unlock = &content->unlocks[i];
        check_title(build, unlock->pack, unlock->place, "title", unlock->id, unlock->title);
        check_title(build, unlock->pack, unlock->place, "description", unlock->id, unlock->description);
    }
    for (uint32_t i = 0; i < content->focus_count; i++) {
        const struct ts_focus *focus = &content->focuses[i];
        check_title(build, focus->pack, focus->place, "title", focus->id, focus->title);
        check_title(build, focus->pack, focus->place, "setting", focus->id, focus->setting);
        for (uint32_t k = 0; k < focus->idea_count; k++) check_title(build, focus->pack, focus->place, "ideas", focus->id, focus->ideas[k]);
        for (uint32_t k = 0; k < focus->milestone_count; k++)
            check_title(build, focus->pack, focus->place, "milestones", focus->id, focus->milestones[k].words);
        for (uint32_t k = 0; k < focus->prompt_count; k++) check_title(build, focus->pack, focus->place, "prompts", focus->id, focus->prompts[k]);
    }
    for (uint32_t i = 0; i < content->metaconcept_count; i++) {
        const struct ts_metaconcept *metaconcept = &content->metaconcepts[i];
        check_title(build, metaconcept->pack, metaconcept->place, "title", metaconcept->id, metaconcept->title);
    }
}
