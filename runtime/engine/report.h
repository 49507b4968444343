// report.h - what a simulation played, as one page for a browser
#ifndef TS_ENGINE_REPORT_H
#define TS_ENGINE_REPORT_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "engine/play.h"

struct ts_report {
    const char *title;
    const char *plays_json;   // a JSON list of what `sim.play` gives
    int64_t expected, failed; // of sim.expect
    const char *failures;     // what failed of it, a line each; NULL: nothing
};

// One page that needs nothing beside itself: no network, no scripts. Its parts are scripts/report/. The graph of each story is drawn by
// Graphviz; where that is missing, or gives up, the page says so and has a table in its stead. TS_DATA: plays_json is none.
enum ts_status ts_report_write(struct ts_engine *engine, const struct ts_report *what, struct ts_buffer *html, struct ts_err *err) TS_MUST_USE;

#endif
