// symbol.h - names as small numbers, the same number for the same name as long as the table lives
#ifndef TS_BASE_SYMBOL_H
#define TS_BASE_SYMBOL_H

#include <stddef.h>
#include <stdint.h>

typedef uint32_t ts_symbol; // 0 is no name
struct ts_symbols;

struct ts_symbols *ts_symbols_new(void);
void ts_symbols_free(struct ts_symbols *symbols);

ts_symbol ts_symbol_add(struct ts_symbols *symbols, const char *bytes, size_t length);   // finds or adds
ts_symbol ts_symbol_of(struct ts_symbols *symbols, const char *text);                    // finds or adds; NULL gives 0
ts_symbol ts_symbol_find(const struct ts_symbols *symbols, const char *bytes, size_t length); // 0 when unknown
const char *ts_symbol_text(const struct ts_symbols *symbols, ts_symbol symbol);         // "" for 0; lives as long as the table
size_t ts_symbol_length(const struct ts_symbols *symbols, ts_symbol symbol);
uint32_t ts_symbols_count(const struct ts_symbols *symbols);                             // the highest number given
uint64_t ts_symbol_hash(const struct ts_symbols *symbols, ts_symbol symbol);             // of the text, the same on every machine

#endif
