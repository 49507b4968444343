// refusal.c - what every driver refuses in the same words
#include "store/driver.h"

enum ts_status ts_lock_refuse(const struct ts_store *store, ts_symbol run, struct ts_err *err)
{
    return ts_err_set(err, TS_BUSY, "run \"%s\" is in hand already in this program: put it down first",
                      ts_symbol_text(store->symbols, run));
}

enum ts_status ts_deed_refuse(const struct ts_store *store, ts_symbol name, struct ts_err *err)
{
    return ts_err_set(err, TS_REFUSED, "\"%s\" was done to this store already: it is done once", ts_symbol_text(store->symbols, name));
}

enum ts_status ts_player_refuse(const struct ts_store *store, ts_symbol player, struct ts_err *err)
{
    return ts_err_set(err, TS_DATA, "there is no player \"%s\" in this store: `turnstone runs` shows who has played",
                      ts_symbol_text(store->symbols, player));
}

enum ts_status ts_passage_judge(const struct ts_passage *passage, int64_t turn, int64_t next, struct ts_err *err)
{
    if (passage->turn == turn && passage->piece == next) return TS_OK;
    return ts_err_set(err, TS_CONFLICT, "what was told of turn %lld came too late: the run stands at turn %lld", (long long)passage->turn, (long long)turn);
}
