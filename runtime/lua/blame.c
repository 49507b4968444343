// blame.c - a script's error laid out for its author: the line with a caret, through which functions, in what of the content
#include "lua/blame.h"

#include <stdio.h>
#include <string.h>

#include "lua/build.h"

enum { BLAME_MAX = 2400, ROLE_MAX = 300 }; // bytes: a front may wrap words around it and still say all

// --- in the author's terms

struct span {
    const char *at;
    int length;
};

// "lantern/quay/light" behind "harbour:" has so many parts.
static uint32_t split(const char *id, struct span parts[3])
{
    uint32_t count = 0;
    const char *at = strchr(id, ':');
    for (at = at ? at + 1 : id; count < 3; count++) {
        size_t length = count < 2 ? strcspn(at, "/") : strlen(at);
        parts[count] = (struct span){at, (int)length};
        if (at[length] != '/') return count + 1;
        at += length + 1;
    }
    return count;
}

static bool is_of(const char *id, const char *story)
{
    size_t length = strlen(story);
    return length && strncmp(id, story, length) == 0 && (id[length] == '/' || id[length] == '\0');
}

// What a pack brought to another's story is called by that pack: "ferry:lantern/crossing" in "harbour:lantern".
static bool is_brought(const struct span *name, const char *story)
{
    const char *local = strchr(story, ':');
    return local && strlen(local + 1) == (size_t)name->length && strncmp(local + 1, name->at, (size_t)name->length) == 0;
}

static void add_owner(struct ts_buffer *out, const char *id, const char *story)
{
    struct span parts[3];
    uint32_t count = split(id, parts);
    bool is_its = is_of(id, story), is_guest = !is_its && is_brought(&parts[0], story);
    if ((is_its || is_guest) && count == 3)
        ts_buffer_add_format(out, "choice \"%.*s\" of scene \"%.*s\" of story %s", parts[2].length, parts[2].at, parts[1].length, parts[1].at, story);
    else if ((is_its || is_guest) && count == 2)
        ts_buffer_add_format(out, "scene \"%.*s\" of story %s", parts[1].length, parts[1].at, story);
    else if (is_its)
        ts_buffer_add_format(out, "story %s", story);
    else if (*story && count == 2)
        ts_buffer_add_format(out, "choice \"%.*s\" of the shared choices %.*s of story %s", parts[1].length, parts[1].at,
                             (int)(parts[1].at - 1 - id), id, story);
    else
        ts_buffer_add_text(out, id);
    if (is_guest && count > 1) ts_buffer_add_format(out, ", brought by pack %.*s", (int)strcspn(id, ":"), id);
}

void ts_blame_add_role(struct ts_buffer *out, const char *role, const char *story)
{
    static const char handler[] = "handler of on ", amendment[] = "the amendment of ";
    const char *of = strstr(role, " of ");
    bool is_label = strncmp(role, "[1] of ", 7) == 0;
    if (strncmp(role, handler, strlen(handler)) == 0) {
        const char *event = role + strlen(handler);
        size_t length = strcspn(event, " ");
        ts_buffer_add_format(out, "the handler of \"%.*s\"%s", (int)length, event, event + length);
        return;
    }
    if (!of) {
        ts_buffer_add_format(out, "the %s", role);
        return;
    }
    ts_buffer_add_format(out, "the %.*s of ", is_label ? 5 : (int)(of - role), is_label ? "label" : role);
    of += 4;
    if (strncmp(of, amendment, strlen(amendment)) == 0) {
        ts_buffer_add_text(out, amendment);
        of += strlen(amendment);
    }
    add_owner(out, of, story);
}

// --- the place a message begins with

struct pointed { // what it points at
    const struct ts_lua_source *source;
    uint32_t line;
};

// Long paths are cut by Lua: "...tail".
static size_t match_path(const char *message, const char *path)
{
    size_t length = strlen(path), shown = strcspn(message, ":\n");
    if (strncmp(message, path, length) == 0 && message[length] == ':') return length;
    if (shown < 4 || strncmp(message, "...", 3) != 0 || shown - 3 > length) return 0;
    return memcmp(path + length - (shown - 3), message + 3, shown - 3) == 0 ? shown : 0;
}

static bool read_place(const struct ts_lua_source *sources, uint32_t count, const char *message, struct pointed *out)
{
    for (uint32_t i = 0; i < count; i++) {
        size_t length = match_path(message, sources[i].path);
        if (!length || sscanf(message + length, ":%u", &out->line) != 1) continue;
        out->source = &sources[i];
        return true;
    }
    return false;
}

// --- the whole

// A traceback of one line only says the place again.
static bool is_said_again(const char *message, const char *trace)
{
    size_t length;
    if (strncmp(trace, "\n  ", 3) != 0 || strchr(trace + 1, '\n')) return false;
    length = strcspn(trace + 3, ":");
    length += trace[3 + length] ? 1 + strspn(trace + 3 + length + 1, "0123456789") : 0;
    return strncmp(message, trace + 3, length) == 0;
}

// What is appended must fit: a line that does not is left out.
static void add_lines(struct ts_buffer *out, const char *lines)
{
    while (*lines) {
        size_t length = strcspn(lines + 1, "\n") + 1;
        if (out->length + length > BLAME_MAX) return;
        ts_buffer_add(out, lines, length);
        lines += length;
    }
}

static void add_excerpt(struct ts_buffer *out, const struct pointed *at, const char *message)
{
    struct ts_excerpt excerpt;
    struct ts_buffer drawn = {0};
    if (!ts_source_excerpt(at->source, at->line, message, &excerpt)) return;
    if (!ts_blame_is_whole(&excerpt)) return; // half a line of a hostile script can look like its success
    ts_buffer_add_byte(&drawn, '\n');
    ts_blame_draw(&drawn, at->line, &excerpt);
    drawn.bytes[--drawn.length] = '\0'; // lines are begun here, not ended
    add_lines(out, drawn.bytes);
    ts_buffer_clear(&drawn);
}

static void explain(const struct ts_lua_source *sources, uint32_t count, const char *role, const char *story, struct ts_err *err)
{
    char *trace = strchr(err->message, '\n');
    size_t first = trace ? (size_t)(trace - err->message) : strlen(err->message);
    struct pointed at = {0};
    struct ts_buffer out = {0}, chain = {0};
    bool is_found = read_place(sources, count, err->message, &at) || (trace && read_place(sources, count, trace + 3, &at));
    ts_buffer_add(&out, err->message, first);
    if (is_found) add_excerpt(&out, &at, out.bytes);
    if (trace && !is_said_again(err->message, trace)) add_lines(&out, trace);
    if (role) {
        ts_buffer_add_text(&chain, "\n  in ");
        ts_blame_add_role(&chain, role, story);
        add_lines(&out, chain.bytes);
    }
    snprintf(err->message, sizeof err->message, "%s", out.bytes);
    ts_buffer_clear(&out);
    ts_buffer_clear(&chain);
}

void ts_blame_explain(const struct ts_lua_pack *pack, const char *role, const struct ts_story *story, struct ts_err *err)
{
    if (!err) return;
    explain(pack->sources, pack->source_count, role, story ? ts_symbol_text(pack->host->symbols, story->id) : "", err);
}

void ts_blame_explain_source(const char *path, const char *text, size_t length, struct ts_err *err)
{
    struct ts_lua_source source = {.path = path, .text = text, .length = length};
    if (err) explain(&source, 1, NULL, "", err);
}
