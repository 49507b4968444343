// sarif.h - findings of content as a SARIF 2.1.0 log, for editors and code review
#ifndef TS_CLI_SARIF_H
#define TS_CLI_SARIF_H

#include "engine/findings.h"

// One run with a rule for each code and a result for each problem; what was found by playing has the choices that show it as its code flow. A file is given as it lies from where the call was made, by the pack's
// folder; one of a pack that is not loaded, in the first of `folders` that has it.
void ts_sarif_write(const struct ts_problems *problems, const struct ts_host *host, const char *const *folders, uint32_t folder_count,
                    struct ts_buffer *out);

#endif
