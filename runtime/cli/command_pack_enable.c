// command_pack_enable.c - turnstone pack enable, disable
#include <stdlib.h>

#include "cli/packing.h"
#include "cli/print.h"
#include "engine/packs_choose.h"

// A pack that is gone can still be switched on.
static enum ts_status check_name(const struct ts_packing *packing, const char *name, bool is_enabling, struct ts_err *err)
{
    json_t *pack;
    if (is_enabling && ts_packs_is_disabled(packing->folders.packs, name)) return TS_OK;
    return ts_packing_get(packing, name, &pack, err);
}

static enum ts_status tell(struct ts_packing *packing, const char *name, bool was, bool is_enabling, struct ts_err *err)
{
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "pack \"%s\" is switched %s%s", name, is_enabling ? "on" : "off", was == is_enabling ? " already" : "");
    enum ts_status status = ts_packing_tell(packing->cli, json_pack("{s:b, s:s}", "enabled", is_enabling, "pack", name), words.bytes, err);
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status set_enabled(struct ts_cli *cli, bool is_enabling, struct ts_err *err)
{
    const char *name = cli->words.items[0];
    struct ts_packing packing = {0};
    enum ts_status status = ts_packing_open(cli, is_enabling, &packing, err); // what is switched off may be what brings the program down
    if (!status) status = check_name(&packing, name, is_enabling, err);
    bool was = !status && !ts_packs_is_disabled(packing.folders.packs, name);
    json_t *before = json_incref(packing.packs);
    if (!status) status = ts_packs_switch(packing.folders.packs, name, is_enabling, err);
    if (!status) status = ts_packing_again(&packing, err);
    if (!status) ts_packing_say_lost(&packing, before);
    if (!status) status = tell(&packing, name, was, is_enabling, err);
    json_decref(before);
    ts_packing_close(&packing);
    return status;
}

static enum ts_status enable(struct ts_cli *cli, struct ts_err *err)
{
    return set_enabled(cli, true, err);
}

static enum ts_status disable(struct ts_cli *cli, struct ts_err *err)
{
    return set_enabled(cli, false, err);
}

const struct ts_command ts_command_pack_enable = {
    .name = "pack enable", .words = "NAME", .help = "load a pack again that was switched off", .least = 1, .most = 1, .run = enable,
};
const struct ts_command ts_command_pack_disable = {
    .name = "pack disable", .words = "NAME", .help = "leave a pack alone from now on", .least = 1, .most = 1, .run = disable,
    .more = "Those that require it are left out with it. Runs of its stories wait until it is switched on again.",
};
