// vocabulary.h - the words that the texts of all stories have: what is none of them, and does something at the beginning of a sentence, is a name
#ifndef TS_ENGINE_VOCABULARY_H
#define TS_ENGINE_VOCABULARY_H

#include "engine/play.h"

const struct ts_lexicon *ts_vocabulary_of(struct ts_engine *engine); // made when it is first asked for; of the content at hand
void ts_vocabulary_forget(struct ts_engine *engine); // when the content is another, or at the end

#endif
