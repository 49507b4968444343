// person.h - somebody to be forgotten: runs full of what is theirs, and where their words are still to be found
#ifndef TS_TESTS_STORE_PERSON_H
#define TS_TESTS_STORE_PERSON_H

#include "contract.h"

#include <dirent.h>

#include "store/sql.h"

static const char *const secrets[] = {"maria-quux", "Rosalind", "mq-first", "mq-second", "mq-gone", "Zebulon", "dear diary", "tired of it",
                                      "lives by the sea", "gift-for-me"};

// As who plays does: taken back because somebody was erased meanwhile, it is done anew.
static inline enum ts_status save(struct acts *acts)
{
    enum ts_status status = acts_save(acts);
    return status && ts_store_is_torn(acts->store) ? acts_save(acts) : status;
}

static inline struct ts_run *person(struct acts *acts, const char *id, const char *player, const char *name)
{
    struct ts_run *run = acts_run(acts, id, player, "world", 0);
    char character[128];
    snprintf(character, sizeof character, "%s/%s", player, name);
    run->character = acts_symbol(acts, character);
    run->character_name = acts_symbol(acts, name);
    acts_begin_start(acts, run);
    assert_ok(acts, save(acts));
    return run;
}

static inline struct ts_text *text_of(const char *words)
{
    return ts_text_new(words, strlen(words));
}

static inline void show(struct acts *acts, const char *text)
{
    struct ts_shown *shown = &acts->changes.shown;
    acts->changes.has_shown = true;
    ts_buffer_add_text(&shown->text, text);
    ts_buffer_add_text(&shown->words, text);
    if (!shown->choices) shown->choices = ts_memory_get(sizeof *shown->choices);
    shown->choice_room = shown->choice_count = 1;
    shown->choices[0] = (struct ts_shown_choice){.id = acts_symbol(acts, "go"), .label_length = (uint32_t)strlen(text)};
}

// A turn full of what is personal: a typed answer, a value made of it, a choice named after it, deeds that name the character.
static inline void personal_turn(struct acts *acts, struct ts_run *run, const char *deed)
{
    struct ts_changeset *changes = acts_begin_turn(acts, run);
    changes->answer = text_of("Zebulon");
    changes->choice_id = acts_symbol(acts, "gift-for-me");
    ts_changeset_set_var(changes, 0, ts_value_text("lives by the sea", 16));
    acts_record(acts, deed, true);
    show(acts, deed);
    ts_buffer_add_text(&changes->passage, "Zebulon, says the fog.");
    assert_ok(acts, acts_save(acts));
}

static inline void end(struct acts *acts, struct ts_run *run)
{
    complete(acts, run);
    ts_text_drop(acts->changes.reason);
    acts->changes.reason = text_of("tired of it");
    acts->changes.notes = text_of("dear diary");
    assert_ok(acts, acts_save(acts));
}

// Somebody else, whose screen shows the person's character.
static inline struct ts_run *neighbour(struct acts *acts, const char *seen)
{
    struct ts_run *run = person(acts, "other", "otto", "Otto");
    acts_standard_turn(acts, run);
    show(acts, seen);
    assert_ok(acts, acts_save(acts));
    return run;
}

struct remnants {
    int count;
    char where[8][64], id[8][128], text[8][256];
    bool is_exact[8];
};

static inline void each_remnant(void *self, const struct ts_remnant *remnant)
{
    struct remnants *remnants = self;
    int place = remnants->count++;
    if (place >= 8) return;
    snprintf(remnants->where[place], 64, "%s", remnant->where);
    snprintf(remnants->id[place], 128, "%s", remnant->id);
    snprintf(remnants->text[place], 256, "%s", remnant->text);
    remnants->is_exact[place] = remnant->is_exact;
}

static inline enum ts_status erase_with(struct acts *acts, const char *player, struct remnants *remnants, struct ts_erased *out)
{
    *remnants = (struct remnants){0};
    return ts_store_erase_player(acts->store, acts_symbol(acts, player), each_remnant, remnants, out, &acts->err);
}

static inline struct ts_erased erase(struct acts *acts, const char *player, struct remnants *remnants)
{
    struct ts_erased erased;
    assert_ok(acts, erase_with(acts, player, remnants, &erased));
    assert_true(erased.is_erased);
    return erased;
}

static inline bool has_in_file(const char *path, const char *words)
{
    FILE *file = fopen(path, "rb");
    static char bytes[1 << 22];
    if (!file) return false; // the server has just removed it
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return memmem(bytes, length, words, strlen(words)) != NULL;
}

static inline bool is_in_server(const struct fixture *fixture)
{
    return strncmp(fixture->url, "postgresql:", 11) == 0;
}

// Where the bytes are: the folder of the file, or that of the database in the server's, once it has written what it holds in memory.
static inline void find_folder(const struct fixture *fixture, char *out, size_t room)
{
    snprintf(out, room, "%s", fixture->folder);
    if (!is_in_server(fixture)) return;
    assert_true(server_do(fixture->url, "CHECKPOINT"));
    server_ask(fixture->url, "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()", out, room);
}

static inline int count_files_with(const struct fixture *fixture, const char *words)
{
    char path[512], name[1024];
    find_folder(fixture, path, sizeof path);
    DIR *folder = opendir(path);
    int count = 0;
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.') count += has_in_file(name, words);
    }
    closedir(folder);
    return count;
}

static inline void assert_gone(const struct fixture *fixture)
{
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (count_files_with(fixture, secrets[i])) fail_msg("\"%s\" is left in a file", secrets[i]);
}

static const char deed[] = "\x02maria-quux/Rosalind\x03 lights the lamp";

#endif
