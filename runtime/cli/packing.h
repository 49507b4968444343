// packing.h - the packs there are, in the hand of a command about them
#ifndef TS_CLI_PACKING_H
#define TS_CLI_PACKING_H

#include <jansson.h>

#include "cli/open.h"

struct ts_packing { // zero-initialised, then opened; must not move
    const struct ts_cli *cli;
    struct ts_symbols *symbols;
    struct ts_folders folders;
    struct ts_loading how;
    struct ts_host *host; // the content, when it was loaded; NULL
    struct ts_buffer json; // as ts_show_packs has them
    json_t *packs;        // the same, read
};

// Finds the packs; with `is_loading` it loads them too, to say what became of each.
enum ts_status ts_packing_open(const struct ts_cli *cli, bool is_loading, struct ts_packing *packing, struct ts_err *err) TS_MUST_USE;
// Looks at the packs again, after something was changed: `packs` is new, and so are the folders and
// what was loaded.
enum ts_status ts_packing_again(struct ts_packing *packing, struct ts_err *err) TS_MUST_USE;
// One of them, as JSON.
enum ts_status ts_packing_show(struct ts_packing *packing, const char *name, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
void ts_packing_close(struct ts_packing *packing);

// The pack of that name. TS_DATA: there is none; says which name is near.
enum ts_status ts_packing_get(const struct ts_packing *packing, const char *name, json_t **out, struct ts_err *err) TS_MUST_USE;
const char *ts_packing_text(const json_t *object, const char *key); // "" when it is null

// Says on standard error which packs are left out now and were not in `before`, a list of packs.
void ts_packing_say_lost(const struct ts_packing *packing, const json_t *before);

// Yes on a terminal. TS_REFUSED: no, with `kept` as the message; TS_USAGE: nobody can be asked.
enum ts_status ts_packing_ask(const char *question, const char *kept, struct ts_err *err) TS_MUST_USE;

// Prints the words as a line, or with --json the object.
enum ts_status ts_packing_tell(const struct ts_cli *cli, json_t *object, const char *words, struct ts_err *err) TS_MUST_USE; // takes `object`

#endif
