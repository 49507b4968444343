// open.h - the engine made ready for a command: content loaded, store opened
#ifndef TS_CLI_OPEN_H
#define TS_CLI_OPEN_H

#include "base/rng.h"
#include "cli/command.h"
#include "engine/play.h"

struct ts_front { // zero-initialised, then opened piece by piece; an engine that must not move
    struct ts_engine engine;
    struct ts_rng keys; // of idempotency keys
};

enum { TS_FOLDERS_MAX = 32 };
struct ts_folders { char *paths[TS_FOLDERS_MAX]; uint32_t count; }; // owned

// The folders of packs that this call names: content/ (here, else beside the program) unless switched off, and every --content.
// TS_DATA when one of them is no folder. The default may be missing when `is_optional`.
enum ts_status ts_open_folders(const struct ts_cli *cli, bool is_optional, struct ts_folders *folders, struct ts_err *err) TS_MUST_USE;
void ts_folders_clear(struct ts_folders *folders);

void ts_open_engine(struct ts_front *front);
// Loads the content. Its problems are all said; TS_FAILED when there are any.
enum ts_status ts_open_content(const struct ts_cli *cli, struct ts_front *front, struct ts_err *err) TS_MUST_USE;
// For pages that are better with content and good without: problems leave `content` NULL and are mentioned.
enum ts_status ts_open_content_if_fine(const struct ts_cli *cli, struct ts_front *front, struct ts_err *err) TS_MUST_USE;

// --store, TURNSTONE_STORE or saves/turnstone.db.
const char *ts_open_url(const struct ts_cli *cli);
// With TS_STORE_CREATE the folder of the default store is made too.
enum ts_status ts_open_store(const struct ts_cli *cli, struct ts_front *front, enum ts_store_mode mode, struct ts_err *err) TS_MUST_USE;

// When opening the store brought it from an older version, and where it is kept as it was.
void ts_open_say_migrated(const struct ts_cli *cli, const struct ts_store *store);

// A number nobody can guess, for seeds and keys.
uint64_t ts_open_random(void);

void ts_front_close(struct ts_front *front);

#endif
