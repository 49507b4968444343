// weigh.c - runs a program and writes down how it ended and what it took: weigh REPORT SECONDS PROGRAM ARGUMENT…
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// The program's; alarm() outlives exec, and nothing it runs knows of it.
static void run(unsigned limit, char **command)
{
    alarm(limit);
    execv(command[0], command);
    perror(command[0]);
    _exit(127);
}

int main(int count, char **words)
{
    struct rusage use;
    double started = seconds();
    int status;
    if (count < 4) return 64;
    pid_t child = fork();
    if (child == 0) run((unsigned)atoi(words[2]), words + 3);
    if (child < 0 || wait4(child, &status, 0, &use) != child) return 74;
    FILE *report = fopen(words[1], "w");
    if (!report) return 73;
    fprintf(report, "{\"signal\":%d,\"ms\":%.0f,\"kb\":%ld}\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0, (seconds() - started) * 1e3,
            use.ru_maxrss);
    fclose(report);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
