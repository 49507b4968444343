// merge.h - a branch's world comes home
#ifndef TS_ENGINE_MERGE_H
#define TS_ENGINE_MERGE_H

#include "base/buffer.h"
#include "engine/play.h"

enum ts_merge_rule {
    TS_MERGE_REFUSE, // the default: somebody has to decide
    TS_MERGE_THEIRS, // the source's value
    TS_MERGE_OURS,   // the target's stays
    TS_MERGE_SUM,    // what the source added is added; whole numbers only
};
struct ts_merge_for { const char *key; enum ts_merge_rule rule; }; // key: "harbour:calm", or "harbour:*" for all that begin so

// Reads "harbour:calm=sum". `key` is borrowed from `storage`, which the words are copied to. TS_USAGE says what is wrong.
enum ts_status ts_merge_read(const char *words, char *storage, size_t size, struct ts_merge_for *out, struct ts_err *err) TS_MUST_USE;

// Brings what `source` changed in its world since it parted from `target`, or one was last merged into the other, home: as one act of no run at the
// target's present position, with one major event that names the keys. Of several rules that fit a key the one with the longest key counts.
// Appends {"brought":{key:{"base","ours","rule","theirs"}},"kept":[keys],"position","seq","source","universe_id"}; when nothing was to be
// brought `brought` is empty, `seq` null, and nothing is stored. TS_DATA: unknown universes, nothing in common, or keys without a rule
// that settles them: nothing is stored, and all of them are named.
struct ts_merge_rules { const struct ts_merge_for *items; uint32_t count; };
enum ts_status ts_merge(struct ts_engine *engine, const char *source, const char *target, const struct ts_merge_rules *rules,
                        struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;

#endif
