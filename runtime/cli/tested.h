// tested.h - how tests ended, gathered and written
#ifndef TS_CLI_TESTED_H
#define TS_CLI_TESTED_H

#include "base/buffer.h"
#include "lua/spec.h"

struct ts_tested_one { enum ts_spec_end end; char *file, *name, *where, *message; double seconds; };
struct ts_tested { struct ts_tested_one *items; uint32_t count, room; }; // zero-initialised

void ts_tested_add(void *tested, const struct ts_spec_test *test); // a ts_each_spec_test
uint32_t ts_tested_failed(const struct ts_tested *tested);         // or erred
uint32_t ts_tested_skipped(const struct ts_tested *tested);
void ts_tested_write(const struct ts_tested *tested, struct ts_buffer *page); // what failed, and the closing line
void ts_tested_write_json(const struct ts_tested *tested, struct ts_buffer *json);
void ts_tested_clear(struct ts_tested *tested);
const char *ts_spec_end_name(enum ts_spec_end end); // "passed", "skipped", "failed", "error"

#endif
