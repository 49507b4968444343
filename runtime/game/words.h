// words.h - what the host itself says to players: by name, in the language that texts are told in
//
// The rows are English. Others are read from scripts/locale/<language>.po, and from packs' locale/<language>.po where that has none: there
// a row's context is "host:" and its id. {1} and {2} are put in, and stand in a translation as well, in the same order, and at its beginning
// only where they do in English: by what stands before them such lines are known again.
#ifndef TS_GAME_WORDS_H
#define TS_GAME_WORDS_H

#include "base/buffer.h"
#include "game/content.h"

// row(name, id, English)
#define TS_WORDS(row)                                                                                                                      \
    row(AHEAD, "warning", "Ahead ({1}): {2}")                                                                                              \
    row(MILD, "warning/mild", "mild")                                                                                                      \
    row(MODERATE, "warning/moderate", "moderate")                                                                                          \
    row(INTENSE, "warning/intense", "intense")                                                                                             \
    row(CHOICE_AHEAD, "warning/choice", "(ahead: {1})")                                                                                    \
    row(GO_ON, "warning/go_on", "Go on")                                                                                                   \
    row(LEAVE_OUT, "warning/leave_out", "Leave this out")                                                                                  \
    row(BRIDGE, "bridge", "A little later.")                                                                                               \
    row(STILL, "still", "What would come next is not shown, as you asked. The story stays as it is, and nothing is lost: /care shows what you asked for, and changes it.") \
    row(EASED, "eased", "gentler from here on: /rest pauses, /stop leaves, /care shows what holds and changes it")                         \
    row(EASED_STILL, "eased/still", "gentle still, since last time: /care shows what holds and changes it")                                \
    row(THINK, "moment/reflect", "to think about, if you like: {1}")                                                                       \
    row(THINK_LONG, "moment/reflect_long", "to think about, if you like, about {2}: {1}")                                                  \
    row(BREATH, "moment/breath", "a breath, if you like: {1}")                                                                             \
    row(BREATH_LONG, "moment/breath_long", "a breath, if you like, about {2}: {1}")                                                        \
    row(MINUTE, "moment/minute", "{1} minute")                                                                                             \
    row(MINUTES, "moment/minutes", "{1} minutes")                                                                                          \
    row(PAUSE, "pause", "A good place for a pause, if you like: /rest, or /stop; all of it is saved.")                                     \
    row(REST, "rest", "There is no hurry. The story stays where it is, for a minute or for a year; whatever you type next goes on with it, and /stop leaves.") \
    row(COMFORT, "care/comfort", "light, moderate or deep: sets the ceiling to 0.3, 0.6 or 1")                                             \
    row(CEILING, "care/ceiling", "0 to 1: nothing more intense is shown")                                                                  \
    row(BOUNDARIES, "care/boundary", "(never shown; -THEME takes one back)")                                                               \
    row(BOUNDARY_NONE, "care/boundary_none", "a theme never to be shown, such as loss or violence")                                        \
    row(PACING, "care/pacing", "fast, moderate or slow: with pauses")                                                                      \
    row(PURE, "care/pure", "only the game: no warnings, no moments, nothing that touches a theme")                                         \
    row(REFLECTIONS, "care/reflections", "questions a scene leaves one with, to be passed over at will")                                   \
    row(BREATHS, "care/breaths", "a breath to take, now and then")                                                                         \
    row(IS_EASED, "care/eased", "Signs that it is too much have made it gentler; \"/care ceiling 1\" undoes that, and nothing else does.") \
    row(CHANGE, "care/change", "Change one with \"/care SETTING VALUE\": it holds at once, in all your runs.")                             \
    row(NOW_CEILING, "now/ceiling", "from now on: nothing above {1} is shown")                                                             \
    row(NOW_WHOLE, "now/whole", "from now on: nothing is held back for being intense")                                                     \
    row(NOW_BOUNDARY, "now/boundary", "from now on: nothing that touches \"{1}\" is shown")                                                \
    row(NOW_NO_BOUNDARY, "now/no_boundary", "from now on: \"{1}\" is no boundary of yours")                                                \
    row(NOW_FAST, "now/fast", "from now on: a fast pace, without pauses")                                                                  \
    row(NOW_MODERATE, "now/moderate", "from now on: a moderate pace, with a pause offered now and then")                                   \
    row(NOW_SLOW, "now/slow", "from now on: a slow pace, with pauses offered often")                                                       \
    row(NOW_PURE, "now/pure", "from now on: only the game; no warnings, no moments, nothing that touches a theme")                         \
    row(NOW_NOT_PURE, "now/not_pure", "from now on: the whole story again, with its warnings and moments")                                 \
    row(NOW_REFLECTIONS, "now/reflections", "from now on: questions to think about are offered")                                           \
    row(NOW_NO_REFLECTIONS, "now/no_reflections", "from now on: no questions to think about")                                              \
    row(NOW_BREATHS, "now/breaths", "from now on: breaths are offered")                                                                    \
    row(NOW_NO_BREATHS, "now/no_breaths", "from now on: no breaths are offered")                                                           \
    row(NOW_SKIPPED, "now/skipped", "this was passed over")                                                                                \
    row(NOW_SKIPS, "now/skips", "from now on, until you leave today: all that is warned of is left out")                                   \
    row(UNDECLARED, "care/undeclared", "no pack at hand declares \"{1}\"; it is kept")                                                     \
    row(UNDECLARED_NEAR, "care/undeclared_near", "no pack at hand declares \"{1}\"; it is kept. Did you mean \"{2}\"?")                    \
    row(HELP, "help", "Type the number of a choice, the beginning of it, or its id. Beside that:")                                         \
    row(HELP_CARE, "help/care", "what you ask to be spared, and how to change it")                                                         \
    row(HELP_SKIP, "help/skip", "pass over this scene; all that is warned of, for today")                                                  \
    row(HELP_REST, "help/rest", "a pause; nothing is asked")                                                                               \
    row(HELP_STOP, "help/stop", "leave, at once and gladly; every turn is saved")                                                          \
    row(HELP_RECAP, "help/recap", "what you did last, and where you stand")                                                                \
    row(HELP_TIMELINE, "help/timeline", "what has happened around you")                                                                    \
    row(HELP_HISTORY, "help/history", "your last 20 turns, or N, or all")                                                                  \
    row(HELP_STATUS, "help/status", "how this run stands")                                                                                 \
    row(HELP_BACK, "help/back", "go back before the last choice, or to a turn, in a world of your own")                                    \
    row(HELP_PLAIN, "help/plain", "plain words, told whole, without colours; or back again")                                               \
    row(HELP_PAUSE, "help/pause", "stop here; every turn is saved")                                                                        \
    row(HELP_QUIT, "help/quit", "the same")                                                                                                \
    row(HELP_HELP, "help/help", "this")

#define TS_WORD_NAME(name, id, english) TS_WORD_##name,
enum ts_word { TS_WORDS(TS_WORD_NAME) TS_WORD_COUNT };
#undef TS_WORD_NAME

const char *ts_word_id(enum ts_word word);
const char *ts_word_english(enum ts_word word);
const char *ts_word(const struct ts_content *content, enum ts_word word);
// Appends it with {1} and {2} put in.
void ts_word_add(struct ts_buffer *out, const struct ts_content *content, enum ts_word word, const char *first, const char *second);
// Has it the same {1} and {2} as the English, in the same order?
bool ts_word_fits(enum ts_word word, const char *told);

#endif
