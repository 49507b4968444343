// hint.h - a command to be pasted: the program as it was called, with the store and content of this call
#ifndef TS_CLI_HINT_H
#define TS_CLI_HINT_H

#include "base/buffer.h"
#include "cli/command.h"

// Appends "build/turnstone play --run 'a b' --store x.db": `words` as they are, then `id` in quotes where it needs them.
void ts_hint_add(struct ts_buffer *out, const struct ts_cli *cli, const char *words, const char *id);

void ts_hint_add_content(struct ts_buffer *out,
                         const struct ts_cli *cli); // " --content packs --no-default-content", as far as this call says so

#define TS_HINT_AGAIN "  try it again: "
// "  try it again: turnstone replay RUN --choice light --store x.db": how to see a choice fail again without taking it.
void ts_hint_add_replay(struct ts_buffer *out, const struct ts_cli *cli, const char *run, const char *choice, const char *answer);

void ts_hint_add_word(struct ts_buffer *out, const char *word); // quoted when a shell would take it apart

#endif
