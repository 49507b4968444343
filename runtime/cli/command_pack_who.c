// command_pack_who.c - turnstone pack who
#include <string.h>

#include "cli/open.h"
#include "cli/print.h"
#include "engine/json.h"

struct telling {
    const struct ts_symbols *symbols;
    struct ts_buffer out;
};

static const char *text_of(const struct telling *telling, ts_symbol symbol)
{
    return ts_symbol_text(telling->symbols, symbol);
}

static void add_words(void *self, const struct ts_origin *origin)
{
    struct telling *telling = self;
    ts_buffer_add_format(&telling->out, "%s:%u: %s: %s %s", text_of(telling, origin->place.file), origin->place.line,
                         text_of(telling, origin->pack), origin->what, origin->path);
    if (origin->id) ts_buffer_add_format(&telling->out, ", whose id is %s,", origin->id);
    if (origin->when) {
        ts_buffer_add_text(&telling->out, " when ");
        ts_print_clean(&telling->out, origin->when, strlen(origin->when), false);
    }
    ts_buffer_add_byte(&telling->out, '\n');
}

static void add_json(void *self, const struct ts_origin *origin)
{
    struct telling *telling = self;
    struct ts_buffer *json = &telling->out;
    ts_json_open(json, '{');
    ts_json_field_text(json, "file", text_of(telling, origin->place.file));
    ts_json_field_text(json, "id", origin->path);
    ts_json_field_int(json, "line", origin->place.line);
    ts_json_field_text(json, "pack", text_of(telling, origin->pack));
    if (origin->id) ts_json_field_text(json, "known_as", origin->id);
    ts_json_field_text(json, "what", origin->what);
    ts_json_field_text(json, "when", origin->when);
    ts_json_close(json, '}');
}

static enum ts_status tell(const struct ts_cli *cli, const struct ts_host *host, struct telling *telling, struct ts_err *err)
{
    bool is_json = cli->globals.json;
    if (is_json) {
        ts_json_open(&telling->out, '{');
        ts_json_field_text(&telling->out, "id", cli->words.items[0]);
        ts_json_key(&telling->out, "origins");
        ts_json_open(&telling->out, '[');
    }
    enum ts_status status = ts_host_each_origin(host, cli->words.items[0], is_json ? add_json : add_words, telling, err);
    if (status) return status;
    if (!is_json) return ts_print(&telling->out, err);
    ts_json_close(&telling->out, ']');
    ts_json_close(&telling->out, '}');
    return ts_print_line(&telling->out, err);
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    enum ts_status status = ts_open_content(cli, &front, err);
    struct telling telling = {.symbols = front.engine.symbols};
    if (!status) status = tell(cli, front.engine.host, &telling, err);
    ts_buffer_clear(&telling.out);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_pack_who = {
    .name = "pack who", .words = "ID", .help = "list who defined something, and which packs changed it, in the order applied",
    .more = "ID is a scene, a choice, a field of either, an ending, a story, an unlock, focus or world key, or a variable, as in "
            "harbour:lantern/quay, harbour:lantern/quay/choices/light, harbour:lantern/quay/text, harbour:lantern/spoken, harbour:lantern, "
            "second_light:second_light, harbour:warm_nights, harbour:lantern#lit.",
    .least = 1, .most = 1, .run = run,
};
