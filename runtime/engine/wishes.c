// wishes.c - what a player asks to be spared, changed outside of play
#include "engine/wishes.h"

#include "engine/batch.h"
#include "engine/json.h"
#include "engine/show.h"

struct keeping { struct ts_engine *engine; struct ts_wishes *wishes; };

static enum ts_status read_settings(const struct keeping *keeping, struct ts_err *err)
{
    struct ts_engine *engine = keeping->engine;
    struct ts_wishes *wishes = keeping->wishes;
    ts_symbol player = ts_symbol_of(engine->symbols, wishes->player);
    bool found = false;
    enum ts_status status = ts_store_find_player(engine->store, player, &found, err);
    wishes->is_new = !found;
    return status ? status : ts_show_load_care(engine, player, &wishes->settings, err);
}

static enum ts_status write_settings(const struct keeping *keeping, struct ts_err *err)
{
    struct ts_engine *engine = keeping->engine;
    struct ts_buffer settings = {0};
    ts_care_settings_encode(&keeping->wishes->settings, engine->symbols, &settings);
    enum ts_status status = ts_store_set_care(engine->store, ts_symbol_of(engine->symbols, keeping->wishes->player), settings.bytes, engine->now(), err);
    ts_buffer_clear(&settings);
    return status;
}

static enum ts_status keep(void *self, struct ts_err *err)
{
    const struct keeping *keeping = self;
    struct ts_wishes *wishes = keeping->wishes;
    enum ts_status status = read_settings(keeping, err);
    for (uint32_t i = 0; i < wishes->count && !status; i++)
        status = ts_care_settings_change(&wishes->settings, keeping->engine->symbols, wishes->items[i].name, wishes->items[i].value, err);
    return status ? status : write_settings(keeping, err);
}

enum ts_status ts_wishes_keep(struct ts_engine *engine, struct ts_wishes *wishes, struct ts_err *err)
{
    struct keeping keeping = {engine, wishes};
    return wishes->count ? ts_batch_do_for_player(engine->store, keep, &keeping, err) : read_settings(&keeping, err);
}

void ts_wishes_show(struct ts_engine *engine, const struct ts_wishes *wishes, struct ts_buffer *json)
{
    ts_json_open(json, '{');
    ts_json_key(json, "care");
    ts_show_add_care(engine, json, &wishes->settings);
    ts_json_field_text(json, "player_id", wishes->player);
    ts_json_close(json, '}');
}
