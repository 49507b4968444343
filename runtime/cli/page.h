// page.h - JSON of the engine as pages for people
#ifndef TS_CLI_PAGE_H
#define TS_CLI_PAGE_H

#include <jansson.h>

#include "base/buffer.h"
#include "cli/command.h"

struct ts_column { const char *title, *key; bool is_number; };

// JSON of our own making, to be released. TS_DATA: what the store holds made it none.
enum ts_status ts_page_read(const struct ts_buffer *json, json_t **out, struct ts_err *err) TS_MUST_USE;

// How a member reads: words, numbers, "yes" and "no", "-" for what is not there, lists with commas.
void ts_page_add_value(struct ts_buffer *page, const json_t *value);

// A table of the objects in a list; columns end with title NULL. An empty list gives `empty` as a line.
void ts_page_table(struct ts_buffer *page, const json_t *list, const struct ts_column *columns, const char *empty);

// "title: value" lines of one object; rows end with title NULL. What is null or an empty list is left out.
void ts_page_card(struct ts_buffer *page, const json_t *object, const struct ts_column *rows);

// Any value; an object as its members by name, lists of objects as tables below.
void ts_page_any(struct ts_buffer *page, const json_t *root);

// Prints the JSON as it is with --json, else as `write` makes of it; empties `json`.
typedef void ts_page_write(struct ts_buffer *page, const json_t *root);
enum ts_status ts_page_print(const struct ts_cli *cli, struct ts_buffer *json, ts_page_write *write, struct ts_err *err) TS_MUST_USE;

#endif
