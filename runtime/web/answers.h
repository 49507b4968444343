// answers.h - what a worker answers, a function a route
#ifndef TS_WEB_ANSWERS_H
#define TS_WEB_ANSWERS_H

#include "web/route.h"

// --- answer_story.c
ts_answer ts_answer_stories;
ts_answer ts_answer_focuses;
ts_answer ts_answer_themes;

// --- answer_help.c
ts_answer ts_answer_help;

// --- answer_play.c
ts_answer ts_answer_start;
ts_answer ts_answer_resume;
ts_answer ts_answer_turn;
ts_answer ts_answer_catch_up;
ts_answer ts_answer_care;
ts_answer ts_answer_events;

// --- answer_run.c
ts_answer ts_answer_runs;
ts_answer ts_answer_run;
ts_answer ts_answer_history;
ts_answer ts_answer_pause;
ts_answer ts_answer_abandon;
ts_answer ts_answer_complete;
ts_answer ts_answer_archive;
ts_answer ts_answer_delete;
ts_answer ts_answer_branch;

// --- answer_player.c
ts_answer ts_answer_player;
ts_answer ts_answer_explain;
ts_answer ts_answer_skills;
ts_answer ts_answer_learn;
ts_answer ts_answer_players_care;
ts_answer ts_answer_change_care;
ts_answer ts_answer_board_name;
ts_answer ts_answer_export;
ts_answer ts_answer_leaderboard;

// --- answer_universe.c
ts_answer ts_answer_universes;
ts_answer ts_answer_universe;
ts_answer ts_answer_timeline;
ts_answer ts_answer_lanes;
ts_answer ts_answer_universe_branch;
ts_answer ts_answer_diff;
ts_answer ts_answer_merge;

// --- answer_pack.c
ts_answer ts_answer_packs;
ts_answer ts_answer_pack;
ts_answer ts_answer_enable;
ts_answer ts_answer_disable;
ts_answer ts_answer_setting;

// --- answer_workshop.c
ts_answer ts_answer_check;
ts_answer ts_answer_graph;
ts_answer ts_answer_picture;

// --- answer_narration.c
ts_answer ts_answer_narration;

// --- answer_simulation.c
ts_answer ts_answer_simulate;
ts_answer ts_answer_simulation;
ts_answer ts_answer_simulation_report;
ts_answer ts_answer_simulation_events;
ts_answer ts_answer_end_simulation;

#endif
