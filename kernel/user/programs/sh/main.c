// sh [file [argument ...]]
// sh -c commands [name [argument ...]]
// Without either it reads lines from standard input, with a prompt if that is a terminal.

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sh.h"

#define SYNTAX_ERROR 2

bool interactive;
int last_status;
pid_t shell_process;
struct words parameters;

// Whether it got through to the end.
static bool run_text(const char *text) {
    for (;;) {
        const struct list *list = parse_list(&text);
        if (list != NULL) run_list(list);
        give_all_back();
        if (text == NULL) last_status = SYNTAX_ERROR;
        if (list == NULL) return text != NULL;
    }
}

struct buffer {
    char *text;
    size_t length, room;
};

static void append(struct buffer *to, char c) {
    if (to->length == to->room) {
        to->room = to->room == 0 ? 256 : 2 * to->room;
        to->text = realloc(to->text, to->room);
        if (to->text == NULL) err(1, "no memory");
    }
    to->text[to->length++] = c;
}

static void run_file(const char *path) {
    struct buffer script = {0};
    const int handle = open(path, O_RDONLY | O_CLOEXEC);
    char part[512];
    ssize_t count;
    if (handle < 0) err(127, "%s", path);
    while ((count = read(handle, part, sizeof(part))) > 0) {
        for (ssize_t index = 0; index < count; index++) append(&script, part[index]);
    }
    if (count < 0) err(126, "%s", path);
    close(handle);
    append(&script, '\0');
    run_text(script.text);
    free(script.text);
}

// One line, without reading a byte beyond it: that is for the programs that it starts. A line that
// ends in a backslash goes on. False: the input has ended.
static bool read_line(struct buffer *line) {
    char c;
    line->length = 0;
    for (;;) {
        const bool got = read(0, &c, 1) == 1;
        if (!got && line->length == 0) return false;
        const bool goes_on = line->length > 0 && line->text[line->length - 1] == '\\';
        if (got) append(line, c);
        if (!got || (c == '\n' && !goes_on)) break;
        if (c == '\n' && interactive) fputs("> ", stderr);
    }
    append(line, '\0');
    return true;
}

static void run_input(void) {
    struct buffer line = {0};
    interactive = isatty(0);
    if (interactive) prepare_terminal();
    for (;;) {
        if (interactive) {
            report_jobs();
            fputs("$ ", stderr);
        }
        if (!read_line(&line)) break;
        if (!run_text(line.text) && !interactive) break;
    }
    if (interactive) fputc('\n', stderr);
    free(line.text);
}

static void set_parameters(char **from, size_t count) {
    parameters = (struct words){from, count};
}

int main(int count, char **arguments) {
    shell_process = getpid();
    import_environment();
    give_all_back();
    if (count > 2 && strcmp(arguments[1], "-c") == 0) {
        set_parameters(count > 3 ? arguments + 3 : arguments, count > 3 ? (size_t)count - 3 : 1);
        run_text(arguments[2]);
    } else if (count > 1) {
        set_parameters(arguments + 1, (size_t)count - 1);
        run_file(arguments[1]);
    } else {
        set_parameters(arguments, 1);
        run_input();
    }
    return last_status;
}
