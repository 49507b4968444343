// tables.h - the tables of a store as the migrations make them, in the order of an export, whatever database holds them
#ifndef TS_STORE_TABLES_H
#define TS_STORE_TABLES_H

#include <stddef.h>

#include "base/status.h"

enum { TS_TABLES_MAX = 64, TS_COLUMNS_MAX = 48, TS_TABLE_NAME = 48 };

struct ts_column {
    char name[TS_TABLE_NAME];
    char kind;                 // 'I' integer, 'T' text, 'B' blob, 'A' any value
    int key;                   // its place in the primary key, from 1 on; 0: not of it
    char other[TS_TABLE_NAME]; // the table that it refers to; "": none
};

struct ts_table {
    char name[TS_TABLE_NAME];
    struct ts_column columns[TS_COLUMNS_MAX];
    int count, keys; // columns; those of the primary key
};

struct ts_tables { // those that others refer to first, then by name
    struct ts_table *items; // owned
    int count;
};

enum ts_status ts_tables_load(struct ts_tables *out, struct ts_err *err) TS_MUST_USE; // `out` is zero-initialised
void ts_tables_clear(struct ts_tables *tables);
const struct ts_table *ts_tables_find(const struct ts_tables *tables, const char *name, size_t length); // NULL: there is none

#endif
