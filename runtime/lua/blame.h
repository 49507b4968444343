// blame.h - what a message of a script speaks of: the line of its source, the place in it, who asked for it, in the author's terms
#ifndef TS_LUA_BLAME_H
#define TS_LUA_BLAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "lua/pack.h"

struct ts_excerpt { // a line of a source, without its end; borrowed
    const char *text;
    size_t length;
    uint32_t column; // in characters from 1: where the name or expression is that the message speaks of, else the first that is no blank
};

// The line of a text, as kept with the pack, that the message is about. False: there is no such line, or it is blank.
bool ts_blame_find(const char *text, size_t length, uint32_t line, const char *message, struct ts_excerpt *out);

// Appends the line with its number and below it a caret, each with its newline: cleaned, tabs as blanks, and about 200 columns of a line
// that is longer. Whole: nothing of it had to be changed or left out, but for its indentation.
bool ts_blame_is_whole(const struct ts_excerpt *excerpt);
void ts_blame_draw(struct ts_buffer *out, uint32_t line, const struct ts_excerpt *excerpt);

// Lays out what ts_box_call said about a script of the pack: "file:line: what", the line with its caret, through which functions, and in
// what of the content it was called; `role` ("effect of harbour:lantern/quay/light") may be NULL. Only sources kept with the pack are
// looked at and no script code runs. The first line stays as it is.
void ts_blame_explain(const struct ts_lua_pack *pack, const char *role, const struct ts_story *story, struct ts_err *err);

// The same for a message about a lone source.
void ts_blame_explain_source(const char *path, const char *text, size_t length, struct ts_err *err);

// Appends the role in the author's terms: `the effect of choice "light" of scene "quay" of story harbour:lantern`.
void ts_blame_add_role(struct ts_buffer *out, const char *role, const char *story);

#endif
