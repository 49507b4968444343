// sim_page.h - what came of many runs, as a page for people
#ifndef TS_CLI_SIM_PAGE_H
#define TS_CLI_SIM_PAGE_H

#include "cli/page.h"

// What sim.play gave is a page of its own; what else a script returned is shown as it is.
ts_page_write ts_sim_page;

#endif
