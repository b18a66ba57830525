// The shell. A line goes three ways: parse.c makes lists of commands of it, expand.c turns their
// words into arguments, run.c runs them.
//
//   list      a && b || c | d &     one of the parts of a line between ; & and line ends
//   pipeline  c | d                 runs or not by how the one before it ended
//   command   c < file > file       one program, or a builtin

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum redirection_kind { READ, WRITE, APPEND, DUPLICATE };

struct redirection {
    enum redirection_kind kind;
    int handle;  // which one is replaced
    char *word;  // a file, or the handle to duplicate; not expanded yet
    struct redirection *next;
};

struct words {
    char **all;  // with a NULL behind the last
    size_t count;
};

struct command {
    struct words words;  // as they were written, with their quotes
    struct redirection *redirections;
    struct command *next;  // reads what this one writes
};

enum condition { ALWAYS, IF_SUCCEEDED, IF_FAILED };

struct pipeline {
    enum condition condition;
    struct command *first;
    struct pipeline *next;
};

struct list {
    bool background;
    char *text;  // as it was written, for `jobs`
    struct pipeline *first;
};

// main.c
extern bool interactive;
extern int last_status;          // $?
extern pid_t shell_process;      // $$: the shell's, also in processes that it has forked
extern struct words parameters;  // $0 $1 ...

// memory.c: all of it lives until the list that it was made for has been run.
void *take(size_t bytes);  // zeroed
char *take_text(const char *from, size_t length);
void add_word(struct words *to, char *word);
void give_all_back(void);

// parse.c: the next list of a text; *at moves behind it. NULL: there is none left, or a syntax
// error, which has been reported: then *at is NULL.
struct list *parse_list(const char **at);

// expand.c: what words mean. Variables are replaced, quotes go away, * and ? become file names.
struct words expand_words(const struct words *words);
char *expand_word(const char *word);  // into one word, and no file names

// names.c: patterns, of which expand.c says what they are
bool add_file_names(struct words *to, const char *pattern);  // sorted; false: none fits
char *plain_text(const char *pattern);                       // what it says if it is none

// variables.c
const char *variable(const char *name);  // NULL: not set
void set_variable(const char *name, const char *value);
void export_variable(const char *name);
void import_environment(void);
char **environment(void);               // of a program that is started, in `take` memory
void print_exported(void);
size_t name_length(const char *text);   // of the name at its start; 0: none
bool assign(const char *word, const char *value_or_null);  // NAME=...; false: it is none

// run.c
void run_list(const struct list *list);
void run_pipelines(const struct pipeline *first);
void become(const struct command *command) __attribute__((noreturn));  // in a process of its own
int status_of(int wait_status);                                        // as $? has it

// builtins.c
bool is_builtin(const char *name);
int run_builtin(char **arguments);  // its status

// jobs.c
extern pid_t last_job;             // $!
void start_job(const struct list *list);
void report_jobs(void);            // those that have ended since
int print_jobs(char **arguments);  // builtins
int wait_for_jobs(char **arguments);

// terminal.c: ^C goes to the group in the foreground. Only if interactive.
void prepare_terminal(void);
void enter_foreground(pid_t process, pid_t group);  // 0: the caller, a group of its own
void take_terminal(void);                           // back to the shell
void leave_terminal(pid_t process);                 // into a group of its own, in the background
