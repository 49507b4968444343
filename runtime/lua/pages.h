// pages.h - the reference of all that scripts can call, written from the rows that bind it
#ifndef TS_LUA_PAGES_H
#define TS_LUA_PAGES_H

#include "base/buffer.h"

void ts_api_markdown(struct ts_buffer *out);
void ts_api_meta(struct ts_buffer *out); // editor annotations, `---@meta`

#endif
