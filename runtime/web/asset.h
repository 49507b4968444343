// asset.h - the pages and what they are made of: what was built in, in a fixed table
//
// In index.html "/pages/@/" stands for a folder whose name is made of all that was built in, so that browsers need to ask for what is in it only once.
#ifndef TS_WEB_ASSET_H
#define TS_WEB_ASSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/embedded.h"

struct ts_asset {
    const char *name, *type, *bytes; // name: as in URLs, "app.js"
    size_t length;
    char tag[28];                    // for ETag, quotes and all
};

struct ts_assets;

// Of `files` those whose name begins with "pages/".
struct ts_assets *ts_assets_open(const struct ts_embedded_file *files);
void ts_assets_close(struct ts_assets *assets);
// For a path of a URL: a page ("/", "/play/…"), "/pages/NAME", or what is the same for ever (`is_fixed`), in the folder of what was built in. NULL: there
// is none.
const struct ts_asset *ts_asset_find(const struct ts_assets *assets, const char *path, bool *is_fixed);
bool ts_asset_is_page(const char *path); // it is a page's, even if none was built in
const char *ts_assets_policy(const struct ts_assets *assets); // Content-Security-Policy of pages

#endif
