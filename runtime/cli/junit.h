// junit.h - how tests ended, as JUnit XML
#ifndef TS_CLI_JUNIT_H
#define TS_CLI_JUNIT_H

#include "cli/tested.h"

void ts_junit_write(struct ts_buffer *xml, const struct ts_tested *tested); // appended

#endif
