// ask.c - a question that is answered by yes or no
#include "cli/ask.h"

#include <stdio.h>
#include <unistd.h>

bool ts_ask(const char *question)
{
    char answer[16] = "";
    fprintf(stderr, "%s [y/N] ", question);
    return read(STDIN_FILENO, answer, sizeof answer - 1) > 0 && (answer[0] == 'y' || answer[0] == 'Y');
}
