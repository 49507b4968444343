// sqlite_file.h - a store's file as a whole: judged, made, kept, brought to the present version
#ifndef TS_STORE_SQLITE_FILE_H
#define TS_STORE_SQLITE_FILE_H

#include "base/buffer.h"
#include "store/driver.h"

struct sql_store;

// --- sqlite_file.c: what is in a file before SQLite opens it; sqlite_create.c: a new one
enum ts_status ts_sql_file_judge(const char *path, struct ts_err *err) TS_MUST_USE; // TS_DATA: not to be opened
// Is there a store of a known version in it, however damaged, and may what lies beside it as its log be its own?
enum ts_status ts_sql_file_judge_damaged(const char *path, bool *has_log, struct ts_err *err) TS_MUST_USE;
bool ts_sql_file_exists(const char *path);
char *ts_sql_file_beside(const char *path, const char *ending); // "x.db-wal"; the caller frees it, as the next
char *ts_sql_file_folder(const char *path);                     // that it lies in
bool ts_sql_file_has_log(const char *path, int64_t *size); // of what lies beside it as one; 0: nothing does, or it is empty
bool ts_sql_file_is_current(const char *path); // as far as the main file tells: of this version, and not on its way to it
bool ts_sql_file_is_writable(const char *path); // the file and its folder, as far as rights go
uint32_t ts_sql_file_number(const unsigned char bytes[4]); // as SQLite's files have them
enum { TS_SQL_HEAD = 100, TS_SQL_COUNTER_PLACE = 24, TS_SQL_STAMP_PLACE = 48 }; // of page 1
bool ts_sql_log_is_foreign(const char *path, uint32_t counter, uint32_t stamp); // the log at `path`, to a main file with these; see sqlite_log.c
void ts_sql_file_sweep(const char *path);       // what a process that died while it made this store left beside it
enum ts_status ts_sql_file_create(const char *path, struct ts_err *err) TS_MUST_USE;
// A new private file under a temporary name beside `path`, which is added to `made`; whoever begins removes it in the end.
enum ts_status ts_sql_file_begin(const char *path, struct ts_buffer *made, int *file, struct ts_err *err) TS_MUST_USE;
// Syncs it and links it to `path`, never over what is there: then `is_taken`.
enum ts_status ts_sql_file_place(const char *made, const char *path, bool *is_taken, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_file_refuse(const char *path, struct ts_err *err); // why `path` cannot be made, by errno
void ts_sql_file_remove(const char *path);                               // and what SQLite keeps beside it

// --- sqlite_migrate.c: the schema, migration by migration
// Those behind `from`, each in its own transaction with its row in `version`; on a database that nobody else has open.
enum ts_status ts_sql_migrate_from(struct sql_store *sql, int from, int64_t at, struct ts_err *err) TS_MUST_USE;
// Takes the store together with others that write, or, if it is older, alone, and brings it to this version first. `sql` has its lock
// file open and no database yet. What was done is in sql->store.migrated.
enum ts_status ts_sql_migrate(struct sql_store *sql, struct ts_err *err) TS_MUST_USE;
// Of an open database, whatever its main file says. TS_DATA: it is of another version.
enum ts_status ts_sql_check_version(struct sql_store *sql, struct ts_err *err) TS_MUST_USE;

// --- sqlite_keep.c
// Copies the main file, which must hold everything, to a new file beside it; its name goes to `out`.
enum ts_status ts_sql_keep(struct sql_store *sql, int version, char *out, size_t room, struct ts_err *err) TS_MUST_USE;
void ts_sql_kept_find(const struct sql_store *sql, int version, char *out, size_t room); // the last one of that version or an earlier one; ""

#endif
