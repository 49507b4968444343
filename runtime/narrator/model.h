// model.h - a model behind any OpenAI-compatible address: hosted services, llama.cpp, vLLM, Ollama
#ifndef TS_NARRATOR_MODEL_H
#define TS_NARRATOR_MODEL_H

#include "narrator/settings.h"

// The narrator that the settings name, which are taken over; NULL for none. Its ledger is shared with forks made later; each fork makes its own
// connections. Closed by its own `close`, or as below.
struct ts_narrator *ts_narrator_open(struct ts_narrator_settings *settings);
void ts_narrator_close(struct ts_narrator *narrator); // NULL is fine

#endif
