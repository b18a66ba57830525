// The beginning and the end of a program, and its environment.

#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

#define MOST_EXIT_FUNCTIONS 32

int main(int count, char **arguments, char **environment);

char **environ;
const char *__program_name = "?";
void (*__flush_at_exit)(void);
static void (*exit_functions[MOST_EXIT_FUNCTIONS])(void);
static int exit_function_count;

void __start_program(int count, char **arguments, char **environment) {
    environ = environment;
    if (count > 0) {
        const char *slash = strrchr(arguments[0], '/');
        __program_name = slash == NULL ? arguments[0] : slash + 1;
    }
    exit(main(count, arguments, environment));
}

int atexit(void (*function)(void)) {
    if (exit_function_count == MOST_EXIT_FUNCTIONS) return -1;
    exit_functions[exit_function_count++] = function;
    return 0;
}

void exit(int code) {
    while (exit_function_count > 0) exit_functions[--exit_function_count]();
    if (__flush_at_exit != NULL) __flush_at_exit();
    _exit(code);
}

void _Exit(int code) { _exit(code); }

void abort(void) {
    raise(SIGABRT);
    _exit(127);
}

void __assert_failed(const char *condition, const char *file, int line, const char *function) {
    fprintf(stderr, "%s:%d: %s: assertion failed: %s\n", file, line, function, condition);
    abort();
}

// Where NAME=... stands in the environment, or the NULL at its end.
static char **find_variable(const char *name, size_t length) {
    char **found = environ;
    while (*found != NULL && (strncmp(*found, name, length) != 0 || (*found)[length] != '=')) {
        found++;
    }
    return found;
}

char *getenv(const char *name) {
    const size_t length = strlen(name);
    const char *found = *find_variable(name, length);
    return found == NULL ? NULL : (char *)found + length + 1;
}

// The environment at the start lies on the stack; one that can grow takes its place. What is
// replaced is not freed, for somebody may hold a result of getenv().
int setenv(const char *name, const char *value, int replace) {
    static char **own;
    const size_t length = strlen(name);
    if (length == 0 || strchr(name, '=') != NULL) {
        errno = EINVAL;
        return -1;
    }
    char **place = find_variable(name, length);
    if (*place != NULL && !replace) return 0;
    const size_t index = (size_t)(place - environ);
    char *text = malloc(length + strlen(value) + 2);
    if (text == NULL) return -1;
    stpcpy(stpcpy(stpcpy(text, name), "="), value);
    if (*place == NULL) {
        char **grown = realloc(environ == own ? own : NULL, (index + 2) * sizeof(char *));
        if (grown == NULL) {
            free(text);
            return -1;
        }
        if (environ != own) memcpy(grown, environ, index * sizeof(char *));
        grown[index + 1] = NULL;
        environ = own = grown;
    }
    environ[index] = text;
    return 0;
}

int unsetenv(const char *name) {
    char **place = find_variable(name, strlen(name));
    for (; *place != NULL; place++) place[0] = place[1];
    return 0;
}
