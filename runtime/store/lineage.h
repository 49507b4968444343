// lineage.h - the world of a universe that may have branched off another: its own rows over those of its ancestors
//
// A branch has of its parent what stands at positions <= its fork's and was stored up to the fork's seq; of that, what the parent has of
// its own parent, and so on. Nothing of its own stands before the fork. So a position before the fork is an ancestor's, as it was
// stored by then; and behind it a key is what the branch set, or what it inherited at the fork plus what the branch added. What a key
// was at a fork cannot change: it is walked to once and remembered.
#ifndef TS_STORE_LINEAGE_H
#define TS_STORE_LINEAGE_H

#include "store/driver.h"

struct ts_lineage *ts_lineage_new(void);
void ts_lineage_free(struct ts_lineage *lineage);
void ts_lineage_forget(struct ts_lineage *lineage); // when a batch was undone: what was remembered may never have been stored
struct ts_world ts_lineage_world(struct ts_store *store);

#endif
