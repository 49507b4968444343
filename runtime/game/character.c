// character.c - who the character has become in a run: one value, kept in a variable of the host's own
#include "game/character.h"

#include "game/permit.h"

int64_t ts_character_slot(const struct ts_content *content, const struct ts_story *story)
{
    return content->character_var ? (int64_t)story->var_count + content->character_var - 1 : -1;
}

struct ts_value ts_view_character(const struct ts_view *view)
{
    int64_t slot = ts_character_slot(view->content, view->run->story);
    if (slot < 0) return ts_value_nil();
    if (view->noticed) ts_noticed_add(view->noticed, TS_NOTICED_VAR, (uint32_t)slot);
    if (view->looks) ts_looks_add(view->looks, "run.", "character", view->run->vars[slot]);
    return view->run->vars[slot];
}

// As with the story's variables: its own pack writes them, and others that asked for it.
enum ts_status ts_view_permit_character(const struct ts_view *view, struct ts_err *err)
{
    const struct ts_content *content = view->content;
    const struct ts_pack *pack = &content->packs[view->pack];
    enum ts_status status = ts_permit_write(view, "changing the character", err);
    if (status || view->pack == view->run->story->pack || pack->may_write_vars) return status;
    return ts_err_set(err, TS_FAILED, "pack \"%s\" may not change the character of a story of pack \"%s\"; ask for \"vars.write\" in its pack.lua",
                      ts_symbol_text(content->symbols, pack->name), ts_symbol_text(content->symbols, content->packs[view->run->story->pack].name));
}

enum ts_status ts_view_set_character(struct ts_view *view, struct ts_value value, struct ts_err *err)
{
    int64_t slot = ts_character_slot(view->content, view->run->story);
    enum ts_status status = ts_view_permit_character(view, err);
    if (!status) status = ts_permit_size(value, "the state of the", "character", err);
    if (status || slot < 0 || ts_value_is_equal(value, view->run->vars[slot])) {
        ts_value_drop(&value);
        return status;
    }
    ts_changeset_set_var(view->changes, (uint32_t)slot, value);
    return TS_OK;
}
