// What runs in the background. A job is one process: the program itself, or a shell that runs the
// list.

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sh.h"

struct job {
    struct job *next;
    int number;
    pid_t process;
    bool ended;
    int status;  // as of waitpid()
    char text[];
};

pid_t last_job;
static struct job *jobs;

static void run_in_background(const struct list *list) {
    if (interactive) leave_terminal(0);
    interactive = false;
    const int nothing = open("/dev/null", O_RDONLY);
    if (nothing > 0) {
        dup2(nothing, 0);
        close(nothing);
    }
    const struct pipeline *only = list->first;
    if (only->next == NULL && only->first->next == NULL) become(only->first);
    run_pipelines(only);
    exit(last_status);
}

void start_job(const struct list *list) {
    struct job **last = &jobs;
    int number = 1;
    for (; *last != NULL; last = &(*last)->next) number = (*last)->number + 1;
    struct job *made = calloc(1, sizeof(*made) + strlen(list->text) + 1);
    if (made == NULL) err(1, "no memory");
    const pid_t child = fork();
    if (child == 0) run_in_background(list);
    last_status = child < 0;
    if (child < 0) {
        fprintf(stderr, "sh: cannot fork: %s\n", strerror(errno));
        free(made);
        return;
    }
    if (interactive) {
        leave_terminal(child);
        fprintf(stderr, "[%d] %d\n", number, child);
    }
    strcpy(made->text, list->text);
    made->number = number;
    made->process = last_job = child;
    *last = made;
}

// Takes note of who has ended, of orphans too, should this be the first process.
static void look_after_jobs(void) {
    int status;
    for (pid_t ended; (ended = waitpid(-1, &status, WNOHANG)) > 0;) {
        for (struct job *job = jobs; job != NULL; job = job->next) {
            if (job->process != ended) continue;
            job->ended = true;
            job->status = status;
        }
    }
}

static void print(const struct job *job, FILE *to) {
    char state[32] = "Running";
    if (job->ended && WIFSIGNALED(job->status)) {
        snprintf(state, sizeof(state), "%s", strsignal(WTERMSIG(job->status)));
    } else if (job->ended && WEXITSTATUS(job->status) != 0) {
        snprintf(state, sizeof(state), "Exit %d", WEXITSTATUS(job->status));
    } else if (job->ended) {
        strcpy(state, "Done");
    }
    fprintf(to, "[%d] %-12s %s\n", job->number, state, job->text);
}

// Prints and forgets those that have ended; the others are printed if all are wanted.
static void print_and_forget(FILE *to, bool all) {
    look_after_jobs();
    for (struct job **link = &jobs; *link != NULL;) {
        struct job *job = *link;
        if (job->ended || all) print(job, to);
        if (job->ended) {
            *link = job->next;
            free(job);
        } else {
            link = &job->next;
        }
    }
}

void report_jobs(void) { print_and_forget(stderr, false); }

int print_jobs(char **arguments) {
    (void)arguments;
    print_and_forget(stdout, true);
    return 0;
}

static int wait_for(struct job **link) {
    struct job *job = *link;
    if (!job->ended) waitpid(job->process, &job->status, 0);
    const int status = status_of(job->status);
    *link = job->next;
    free(job);
    return status;
}

// wait: for all; wait PROCESS or wait %NUMBER: for one, whose status it returns.
int wait_for_jobs(char **arguments) {
    int status = 0;
    if (arguments[1] == NULL) {
        while (jobs != NULL) wait_for(&jobs);
    }
    while (*++arguments != NULL) {
        const bool by_number = **arguments == '%';
        const int wanted = atoi(*arguments + by_number);
        struct job **link = &jobs;
        while (*link != NULL && (by_number ? (*link)->number : (*link)->process) != wanted) {
            link = &(*link)->next;
        }
        status = *link != NULL ? wait_for(link) : 127;
    }
    return status;
}
