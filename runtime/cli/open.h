// open.h - the engine made ready for a command: content loaded, store opened
#ifndef TS_CLI_OPEN_H
#define TS_CLI_OPEN_H

#include "base/rng.h"
#include "cli/command.h"
#include "engine/packs.h"
#include "engine/play.h"

struct ts_front { // zero-initialised, then opened piece by piece; an engine that must not move
    struct ts_engine engine;
    struct ts_rng keys; // of idempotency keys
    struct ts_narrator *narrator; // owned; also the engine's
};

enum { TS_FOLDERS_MAX = 32 };
struct ts_folders { char *paths[TS_FOLDERS_MAX]; uint32_t count; struct ts_packs *packs; }; // owned; packs: what the user chose

// The folders of packs that this call names: content/ (here, else beside the program) and the user's own unless switched off, and every
// --content. TS_DATA when one of them is no folder, or the user's choice of packs cannot be read. The default may be missing when `is_optional`.
enum ts_status ts_open_folders(const struct ts_cli *cli, bool is_optional, struct ts_folders *folders, struct ts_err *err) TS_MUST_USE;
struct ts_loading ts_open_loading(const struct ts_cli *cli, const struct ts_folders *folders); // borrows both
void ts_folders_clear(struct ts_folders *folders);

void ts_open_engine(struct ts_front *front);
void ts_open_keys(struct ts_front *front); // of a fork: from now on it makes other idempotency keys than the one it was forked from
// Loads the content. Each pack that is left out is said, and each warning; with --strict all that is wrong, and TS_FAILED.
enum ts_status ts_open_content(const struct ts_cli *cli, struct ts_front *front, struct ts_err *err) TS_MUST_USE;
// For pages that are better with content and good without: that packs are left out is mentioned; with --strict problems leave `content` NULL.
enum ts_status ts_open_content_if_fine(const struct ts_cli *cli, struct ts_front *front, struct ts_err *err) TS_MUST_USE;

// --store, TURNSTONE_STORE or saves/turnstone.db.
const char *ts_open_url(const struct ts_cli *cli);
const char *ts_open_shown(const struct ts_cli *cli); // without secrets
// With TS_STORE_CREATE the folder of the default store is made too.
enum ts_status ts_open_store(const struct ts_cli *cli, struct ts_front *front, enum ts_store_mode mode, struct ts_err *err) TS_MUST_USE;

// What packs do to a store when they first meet it, said on standard error: migrations are applied, before anything is played; and rules
// grant all players what they earned before.
enum ts_status ts_open_migrate(const struct ts_cli *cli, struct ts_front *front, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_open_grant(const struct ts_cli *cli, struct ts_front *front, struct ts_err *err) TS_MUST_USE;

// When opening the store brought it from an older version, and where it is kept as it was.
#define TS_OPEN_GRANT_AGAIN "roles that others play as need their rights again: `turnstone store grant ROLE | psql DATABASE`" // on a server
void ts_open_say_migrated(const struct ts_cli *cli, const struct ts_store *store);

// Who puts moments into words: as the command line says (NULL: it does not), else the environment or a file, see narrator/settings.h.
enum ts_status ts_open_narrator(struct ts_front *front, const char *kind, struct ts_err *err) TS_MUST_USE;

// A number nobody can guess, for seeds and keys.
uint64_t ts_open_random(void);

void ts_front_close(struct ts_front *front);

#endif
