// weigh.c - runs a program and writes down how it ended, its time on a processor and its memory: weigh REPORT SECONDS PROGRAM ARGUMENT…
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double millis(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
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
    int status;
    if (count < 4) return 64;
    pid_t child = fork();
    if (child == 0) run((unsigned)atoi(words[2]), words + 3);
    if (child < 0 || wait4(child, &status, 0, &use) != child) return 74;
    FILE *report = fopen(words[1], "w");
    if (!report) return 73;
    fprintf(report, "{\"signal\":%d,\"ms\":%.0f,\"kb\":%ld}\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0, millis(use.ru_utime) + millis(use.ru_stime),
            use.ru_maxrss);
    fclose(report);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
