// board_test.c - what a server's processes let keepers read: of all of them, each thing once
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "web/board.h"

static void expect_lines(const struct ts_board *board, const char *lines)
{
    struct ts_buffer read = {0};
    ts_board_read(board, &read);
    assert_string_equal(read.bytes ? read.bytes : "", lines);
    ts_buffer_clear(&read);
}

static void a_line_of_one_process_is_read_by_another(void **state)
{
    (void)state;
    struct ts_board *board = ts_board_new();
    int how;
    expect_lines(board, "");
    pid_t process = fork();
    if (!process) {
        ts_board_note(board, "the key is wrong");
        ts_board_set_under_way(board, 3, 2);
        _exit(0);
    }
    assert_int_equal(waitpid(process, &how, 0), process);
    ts_board_note(board, "the key is wrong");
    ts_board_note(board, "nobody is there");
    ts_board_set_under_way(board, 1, 5);
    expect_lines(board, "the key is wrong\nnobody is there\n");
    assert_int_equal(ts_board_under_way(board), 7);
    ts_board_set_under_way(board, 3, 0);
    assert_int_equal(ts_board_under_way(board), 5);
    ts_board_free(board);
}

static void the_oldest_line_makes_place(void **state)
{
    (void)state;
    struct ts_board *board = ts_board_new();
    struct ts_buffer read = {0};
    char line[24];
    for (int i = 0; i < 40; i++) {
        snprintf(line, sizeof line, "line %d", i);
        ts_board_note(board, line);
    }
    ts_board_read(board, &read);
    assert_int_equal(strncmp(read.bytes, "line 8\nline 9\n", 14), 0);
    assert_string_equal(read.bytes + read.length - 8, "line 39\n");
    ts_buffer_clear(&read);
    ts_board_free(board);
}

static void a_long_line_ends_with_a_whole_letter(void **state)
{
    (void)state;
    struct ts_board *board = ts_board_new();
    struct ts_buffer read = {0};
    char line[1002];
    for (size_t i = 0; i < 1000; i += 2) memcpy(line + i, "\xc3\xa9", 2);
    line[1000] = '\0';
    ts_board_note(board, line);
    ts_board_read(board, &read);
    assert_int_equal(read.length, 398 + 1);
    ts_buffer_clear(&read);
    ts_board_free(board);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_of_one_process_is_read_by_another),
        cmocka_unit_test(the_oldest_line_makes_place),
        cmocka_unit_test(a_long_line_ends_with_a_whole_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
