// running.c - what of the packs runs just now, for who has to tell after a crash
#include "game/run.h"
#include "lua/pack.h"

struct ts_running ts_running_script(struct ts_lua_pack *pack, ts_symbol file)
{
    struct ts_host *host = pack->host;
    struct ts_running before = *host->now;
    *host->now = (struct ts_running){.symbols = host->symbols, .pack = pack->name, .run = before.run, .turn = before.turn, .place.file = file};
    return before;
}

struct ts_running ts_running_call(struct ts_host *host, const struct ts_call_info *call, const struct ts_view *view)
{
    struct ts_running before = *host->now;
    *host->now = (struct ts_running){.symbols = host->symbols,
                                     .pack = host->content.packs[call->pack].name,
                                     .role = call->role,
                                     .place = call->place,
                                     .run = view->run ? view->run->id : 0,
                                     .turn = view->run ? view->run->head.turn : 0};
    return before;
}
