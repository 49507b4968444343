// prompt.h - what a model is sent of a moment: what its author lists, as data, and nothing else
#ifndef TS_ENGINE_PROMPT_H
#define TS_ENGINE_PROMPT_H

#include "engine/vignette.h"

enum { TS_MASKS_MAX = 32 };

struct ts_prompt { // zero-initialised, then made, then cleared
    struct ts_buffer moment; // canonical JSON: brief, care, events, facts, focus, language, metaconcepts, tone, words
    struct ts_buffer known;  // plain words of all texts in it, see passage.h
    struct ts_mask { ts_symbol character; char name[160]; } masks[TS_MASKS_MAX]; // what stands for whom in it
    uint32_t mask_count;
};

extern const char ts_prompt_instructions[]; // the same for every moment

// In or after an act. Of events what the run knows and its player may read: the last 3.
enum ts_status ts_prompt_make(struct ts_play *play, const struct ts_vignette *moment, struct ts_prompt *out, struct ts_err *err) TS_MUST_USE;
const char *ts_prompt_language(const struct ts_play *play, const struct ts_narrate *narrate); // "en"
void ts_prompt_clear(struct ts_prompt *prompt);

// passage_rules.c
// Appends what whoever plays is spared in this scene, as struct ts_passage_rules has it.
void ts_passage_spare(const struct ts_play *play, struct ts_buffer *forbidden);
// What may be told of the moment, in this run; cleared by ts_passage_rules_clear.
void ts_passage_rules_make(struct ts_play *play, const struct ts_vignette *moment, const struct ts_prompt *prompt, struct ts_passage_rules *out);

// Appends a finished text with the masks, or names, put back as references.
void ts_prompt_unmask(const struct ts_prompt *prompt, const struct ts_play *play, const char *text, size_t length, struct ts_buffer *out);

#endif
