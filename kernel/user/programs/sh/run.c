// Running lists, pipelines and programs.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sh.h"

#define NOT_FOUND 127
#define NOT_STARTED 126
#define SIGNALLED 128

int status_of(int wait_status) {
    return WIFSIGNALED(wait_status) ? SIGNALLED + WTERMSIG(wait_status)
                                    : WEXITSTATUS(wait_status);
}

static int open_redirection(const struct redirection *wanted) {
    const char *word = expand_word(wanted->word);
    int opened;
    switch (wanted->kind) {
        case READ: opened = open(word, O_RDONLY); break;
        case WRITE: opened = open(word, O_WRONLY | O_CREAT | O_TRUNC, 0666); break;
        case APPEND: opened = open(word, O_WRONLY | O_CREAT | O_APPEND, 0666); break;
        default: opened = dup(atoi(word)); break;
    }
    if (opened < 0) fprintf(stderr, "sh: %s: %s\n", word, strerror(errno));
    return opened;
}

static bool redirect(const struct redirection *wanted) {
    for (; wanted != NULL; wanted = wanted->next) {
        const int opened = open_redirection(wanted);
        if (opened < 0) return false;
        if (opened != wanted->handle) {
            dup2(opened, wanted->handle);
            close(opened);
        }
    }
    return true;
}

// How many assignments a command begins with.
static size_t count_assignments(const struct words *words) {
    size_t count = 0;
    for (; count < words->count; count++) {
        const size_t length = name_length(words->all[count]);
        if (length == 0 || words->all[count][length] != '=') break;
    }
    return count;
}

static void make_assignments(const struct words *words, size_t count, bool exported) {
    for (size_t index = 0; index < count; index++) {
        const char *word = words->all[index];
        const size_t length = name_length(word);
        assign(word, expand_word(word + length + 1));
        if (exported) export_variable(take_text(word, length));
    }
}

static struct words arguments_of(const struct command *command) {
    if (command->words.count == 0) return (struct words){0};
    const size_t assignments = count_assignments(&command->words);
    const struct words rest = {command->words.all + assignments,
                               command->words.count - assignments};
    return expand_words(&rest);
}

void become(const struct command *command) {
    const struct words arguments = arguments_of(command);
    make_assignments(&command->words, count_assignments(&command->words), true);
    if (!redirect(command->redirections)) _exit(1);
    if (arguments.count == 0) _exit(0);
    if (is_builtin(arguments.all[0])) _exit(run_builtin(arguments.all));
    environ = environment();
    execvp(arguments.all[0], arguments.all);
    const bool missing = errno == ENOENT;
    fprintf(stderr, "sh: %s: %s\n", arguments.all[0], missing ? "not found" : strerror(errno));
    _exit(missing ? NOT_FOUND : NOT_STARTED);
}

// Runs in the shell itself what has no program: assignments, redirections, builtins. What the
// redirections replace is put back. False: there is a program.
static bool run_here(const struct command *command) {
    const struct words arguments = arguments_of(command);
    if (arguments.count > 0 && !is_builtin(arguments.all[0])) return false;
    int kept[3];
    for (int handle = 0; handle < 3; handle++) kept[handle] = dup(handle);
    make_assignments(&command->words, count_assignments(&command->words), false);
    const bool redirected = redirect(command->redirections);
    last_status = !redirected ? 1 : arguments.count > 0 ? run_builtin(arguments.all) : 0;
    for (int handle = 0; handle < 3; handle++) {
        if (kept[handle] < 0) {
            close(handle);
        } else {
            dup2(kept[handle], handle);
            close(kept[handle]);
        }
    }
    return true;
}

// Starts one command of a pipeline, in a process group (0: a new one), between two handles.
static pid_t start(const struct command *command, pid_t group, int input, const int output[2]) {
    const pid_t child = fork();
    if (child < 0) fprintf(stderr, "sh: cannot fork: %s\n", strerror(errno));
    if (child != 0) return child;
    if (interactive) enter_foreground(0, group);
    if (input != 0) {
        dup2(input, 0);
        close(input);
    }
    if (output[1] != 1) {
        dup2(output[1], 1);
        close(output[1]);
        close(output[0]);
    }
    become(command);
    return 0;  // never: it has become another program
}

// Waits for those that run; the last one's end is what counts.
static void wait_for(const pid_t *children, size_t count) {
    int ended = 1 << 8;
    for (size_t index = 0; index < count; index++) waitpid(children[index], &ended, 0);
    last_status = count > 0 ? status_of(ended) : 1;
    if (count == 0 || !WIFSIGNALED(ended)) return;
    const int signal = WTERMSIG(ended);
    if (signal != SIGPIPE && signal != SIGINT) fprintf(stderr, "%s\n", strsignal(signal));
}

static void run_pipeline(const struct pipeline *pipeline) {
    if (pipeline->first->next == NULL && run_here(pipeline->first)) return;
    size_t count = 0, commands = 0;
    for (const struct command *each = pipeline->first; each != NULL; each = each->next) commands++;
    pid_t *children = take(commands * sizeof(pid_t));
    int input = 0;
    for (const struct command *each = pipeline->first; each != NULL; each = each->next) {
        int output[2] = {0, 1};
        if (each->next != NULL && pipe(output) < 0) {
            fprintf(stderr, "sh: cannot make a pipe: %s\n", strerror(errno));
            break;
        }
        const pid_t child = start(each, count > 0 ? children[0] : 0, input, output);
        if (child > 0 && interactive) enter_foreground(child, count > 0 ? children[0] : child);
        if (child > 0) children[count++] = child;
        if (input != 0) close(input);
        if (output[1] != 1) close(output[1]);
        input = output[0];
        if (child < 0) break;
    }
    if (input != 0) close(input);
    wait_for(children, count);
    if (interactive) take_terminal();
}

void run_pipelines(const struct pipeline *pipeline) {
    for (; pipeline != NULL; pipeline = pipeline->next) {
        if (pipeline->condition == IF_SUCCEEDED && last_status != 0) continue;
        if (pipeline->condition == IF_FAILED && last_status == 0) continue;
        run_pipeline(pipeline);
    }
}

void run_list(const struct list *list) {
    if (list->background) start_job(list);
    else run_pipelines(list->first);
}
