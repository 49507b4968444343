// check_choice.c - choices of one scene that a player cannot tell apart
#include <string.h>

#include "base/hash.h"
#include "lua/check.h"

// Shown whatever holds, under words that never change.
static struct ts_text *label_of(const struct ts_choice *choice)
{
    if (choice->when || choice->each || choice->hide_count || !choice->label) return NULL;
    return ts_prose_fixed(choice->label);
}

static void check_label(struct ts_build *build, const struct ts_scene *scene, uint32_t index, struct ts_map *labels)
{
    const struct ts_choice *choice = scene->choices[index], *other;
    const struct ts_text *label = label_of(choice);
    if (!label) return;
    uint64_t *at = ts_map_add(labels, ts_hash_fast(label->bytes, label->length) | 1);
    other = *at ? scene->choices[*at - 1] : NULL;
    *at = index + 1;
    if (!other || label_of(other)->length != label->length || memcmp(label_of(other)->bytes, label->bytes, label->length) != 0) return;
    ts_build_warning(build, &build->host->packs[choice->pack], choice->place, "duplicate-label",
                     "say what sets one apart, or give each a `when` of its own",
                     "two choices of \"%s\" read \"%.60s\": \"%s\" and \"%s\"", ts_build_text(build, scene->full), label->bytes,
                     ts_build_text(build, other->id), ts_build_text(build, choice->id));
}

void ts_check_labels(struct ts_build *build)
{
    const struct ts_content *content = &build->host->content;
    for (uint32_t i = 0; i < content->story_count; i++)
        for (uint32_t k = 0; k < content->stories[i]->scene_count; k++) {
            const struct ts_scene *scene = content->stories[i]->scenes[k];
            struct ts_map labels = {0};
            for (uint32_t n = 0; scene->choice_count > 1 && n < scene->choice_count; n++) check_label(build, scene, n, &labels);
            ts_map_clear(&labels);
        }
}
