// model.h - a model behind any OpenAI-compatible address: hosted services, llama.cpp, vLLM, Ollama
#ifndef TS_NARRATOR_MODEL_H
#define TS_NARRATOR_MODEL_H

#include "narrator/settings.h"

// The narrator that the settings name, which are taken over; NULL for none. Its ledger is shared with forks made later; each fork makes its own
// connections. Closed by its own `close`, or as below. TS_UNAVAILABLE: a model is asked by curl, which cannot be loaded.
enum ts_status ts_narrator_open(struct ts_narrator_settings *settings, struct ts_narrator **out, struct ts_err *err) TS_MUST_USE;
void ts_narrator_close(struct ts_narrator *narrator); // NULL is fine

#endif
