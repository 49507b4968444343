// spoken_sentence.c - sentences that were told lately
#include "game/grammar.h"
#include "game/sentence.h"

uint32_t ts_spoken_hash(const char *sentence, size_t length)
{
    uint32_t hash = 2166136261u; // FNV-1a, by which a capital at the beginning makes no difference
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)(sentence[i] >= 'A' && sentence[i] <= 'Z' ? sentence[i] + 32 : sentence[i])) * 16777619u;
    return hash ? hash : 1;
}

void ts_each_sentence_of(const char *text, size_t length, ts_each_sentence *each, void *self)
{
    for (const char *at = text, *end = text + length; at < end;) {
        size_t size = ts_sentence_length(at, (size_t)(end - at), true);
        if (size) each(self, at, size);
        at += size;
        while (at < end && (*at == ' ' || *at == '\n')) at++;
    }
}

static void add(void *self, const char *sentence, size_t length)
{
    struct ts_spoken *spoken = self;
    uint32_t hash = ts_spoken_hash(sentence, length);
    spoken->hashes[spoken->next] = hash;
    spoken->places[hash % TS_SPOKEN_PLACES] = (uint16_t)(spoken->next + 1);
    spoken->next = (spoken->next + 1) % TS_SPOKEN_MAX;
    if (spoken->count < TS_SPOKEN_MAX) spoken->count++;
}

void ts_spoken_add(struct ts_spoken *spoken, const char *text, size_t length)
{
    ts_each_sentence_of(text, length, add, spoken);
}

uint32_t ts_spoken_since(const struct ts_spoken *spoken, uint32_t hash)
{
    uint32_t place = spoken->places[hash % TS_SPOKEN_PLACES];
    if (!place || spoken->hashes[place - 1] != hash) return 0;
    return (spoken->next + TS_SPOKEN_MAX - place) % TS_SPOKEN_MAX + 1;
}
